package io.tokenmarket.chaos;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A copy of a folder or file, kept while something else is in its place. */
final class Backup {
  private final Path original;
  private final Path copy;

  private Backup(Path original, Path copy) {
    this.original = original;
    this.copy = copy;
  }

  /** Copies what nobody writes to now. */
  static Backup of(Path original) {
    return of(original, original.resolveSibling(original.getFileName() + ".kept"));
  }

  private static Backup of(Path original, Path kept) {
    Backup backup = new Backup(original, kept);
    delete(kept);
    copy(original, kept);
    return backup;
  }

  /**
   * Copies the partition of a topic that has the longest log, to beside the broker's folder, and
   * takes the end off that log. What goes on in the others meanwhile stays.
   *
   * @param kafka folder of a broker that is down
   */
  static Backup ofShortened(Path kafka, String topic) {
    Path longest = longest(kafka, topic);
    Backup whole = of(longest.getParent(), kafka.resolveSibling(topic + ".kept"));
    shorten(longest);
    return whole;
  }

  /** Leaves nothing in its place. */
  void takeAway() {
    delete(original);
  }

  /** Puts it back. */
  void restore() {
    delete(original);
    copy(copy, original);
    delete(copy);
    distrust(original);
  }

  private static Path longest(Path kafka, String topic) {
    try (Stream<Path> all = Files.walk(kafka)) {
      return all.filter(file -> file.toString().endsWith(".log"))
          .filter(file -> file.getParent().getFileName().toString().startsWith(topic + "-"))
          .max(Comparator.comparing(Backup::size))
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void shorten(Path file) {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "rw")) {
      log.setLength(log.length() / 2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    distrust(file.getParent());
  }

  /** The broker looks at what it has; it trusts its files where this says that it stopped well. */
  private static void distrust(Path partition) {
    try {
      Files.deleteIfExists(partition.resolveSibling(".kafka_cleanshutdown"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path path) {
    if (Files.notExists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
