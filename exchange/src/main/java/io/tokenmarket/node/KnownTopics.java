package io.tokenmarket.node;

import io.tokenmarket.schemas.SmallFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * Which topics a folder's copies were made from, by what the cluster knows them by. One that was
 * made anew has the name and another content, and a copy of both is of neither.
 */
final class KnownTopics {
  private static final int LONGEST = 10_000;

  private KnownTopics() {}

  /**
   * Keeps them, where they are those that were kept.
   *
   * @param now by name
   * @throws UsageException that names the first that is another
   */
  static void require(Path dir, Map<String, Uuid> now) {
    Path file = dir.resolve("topics");
    try {
      Map<String, String> kept = Files.exists(file) ? read(file) : Map.of();
      Map<String, String> all = new TreeMap<>();
      now.forEach((topic, id) -> all.put(topic, id.toString()));
      kept.forEach((topic, id) -> requireSame(dir, topic, id, all.getOrDefault(topic, id)));
      Path draft = Files.writeString(dir.resolve("topics.new"), text(all));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("what the node has read cannot be kept in " + file, e);
    }
  }

  private static void requireSame(Path dir, String topic, String kept, String now) {
    if (!kept.equals(now)) {
      throw new UsageException(
          "Topic %s was made anew since this node read it, and what is in %s is of the old one; bring that topic back, or name an empty folder with --data."
              .formatted(topic, dir));
    }
  }

  private static Map<String, String> read(Path file) throws IOException {
    return SmallFile.text(file, LONGEST)
        .lines()
        .map(line -> line.split("="))
        .filter(parts -> parts.length == 2)
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> b, TreeMap::new));
  }

  private static String text(Map<String, String> topics) {
    return topics.entrySet().stream()
        .map(topic -> topic.getKey() + "=" + topic.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
