package io.tokenmarket.bench.live;

import io.tokenmarket.sandbox.EmbeddedKafka;
import io.tokenmarket.sandbox.registry.RegistryServer;
import io.tokenmarket.schemas.registry.Setup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** Broker, registry and topics of an exchange that is new, in a folder that goes with it. */
final class Rig implements AutoCloseable {
  private final Path folder;
  private final EmbeddedKafka kafka;
  private final RegistryServer registry;

  private Rig(Path folder, EmbeddedKafka kafka, RegistryServer registry) {
    this.folder = folder;
    this.kafka = kafka;
    this.registry = registry;
  }

  static Rig start(int partitions) throws IOException {
    Path folder = Files.createTempDirectory("bench");
    EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    RegistryServer registry = RegistryServer.start(folder.resolve("schemas.json"), 0);
    Rig rig = new Rig(folder, kafka, registry);
    try (Admin admin = Admin.create(rig.settings())) {
      Setup.topics(admin, partitions, (short) 1);
    }
    Setup.schemas(rig.settings());
    return rig;
  }

  /** What clients of the broker and of the registry need. */
  Map<String, Object> settings() {
    return Map.of(
        "bootstrap.servers", kafka.bootstrapServers(), "schema.registry.url", registry.url());
  }

  /** The same, and where a client keeps its state. */
  Map<String, Object> settings(String stateDir) {
    Map<String, Object> all = new HashMap<>(settings());
    all.put("state.dir", folder.resolve(stateDir).toString());
    return all;
  }

  /** A place that goes with the rest. */
  Path folder(String name) {
    return folder.resolve(name);
  }

  /** What the broker has written. */
  Segments segments() {
    return Segments.of(folder.resolve("kafka"));
  }

  @Override
  public void close() {
    kafka.close();
    registry.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(Rig::delete);
    } catch (IOException | UncheckedIOException left) {
      System.err.println("not deleted: " + folder + " (" + left + ")");
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
