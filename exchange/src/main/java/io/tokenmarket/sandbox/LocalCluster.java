package io.tokenmarket.sandbox;

import io.tokenmarket.node.ListeningPlace;
import io.tokenmarket.node.StartedParts;
import io.tokenmarket.node.UsageException;
import io.tokenmarket.sandbox.registry.RegistryServer;
import io.tokenmarket.schemas.Causes;
import io.tokenmarket.schemas.registry.Setup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * A broker and a schema registry in this JVM, with all they know in one folder. Only this machine
 * reaches them.
 */
public final class LocalCluster implements AutoCloseable {
  /** For {@link #start}: topics and schemas are left to {@code tokenmarket topics}. */
  public static final int NOT_SET_UP = 0;

  private static final String HOST = "127.0.0.1";

  private final StartedParts running;
  private final Map<String, Object> settings;
  private final Path connectFile;

  private LocalCluster(StartedParts running, Map<String, Object> settings, Path connectFile) {
    this.running = running;
    this.settings = Map.copyOf(settings);
    this.connectFile = connectFile;
  }

  /**
   * Where the two listen, 0 for a free port.
   *
   * @param kafka of the broker
   * @param registry of the registry
   */
  public record Ports(int kafka, int registry) {
    public static final Ports ANY = new Ports(0, 0);

    /**
     * @throws UsageException where one is taken, or is no port
     */
    void requireFree() {
      ListeningPlace.requireFree(HOST, kafka, "--kafka-port");
      ListeningPlace.requireFree(HOST, registry, "--registry-port");
      if (kafka == registry && kafka != 0) {
        throw new UsageException(
            "Broker and registry cannot both listen on port %s; choose another with --registry-port."
                .formatted(kafka));
      }
    }
  }

  /**
   * Starts both at once, and returns when they serve.
   *
   * @param asked what they ask of whoever speaks to them, empty for nothing
   * @param partitions of each topic, {@link #NOT_SET_UP} for a cluster as it is before its set-up
   * @param progress told what is being started, once nothing speaks against it
   * @throws UsageException where a port is taken
   */
  public static LocalCluster start(
      DataFolder folder,
      Ports ports,
      Optional<Credentials> asked,
      int partitions,
      Consumer<String> progress) {
    ports.requireFree();
    progress.accept("Starting a Kafka broker and a schema registry");
    StartedParts running = new StartedParts();
    try {
      return start(running, folder, ports, asked, partitions);
    } catch (RuntimeException e) {
      running.close();
      throw Causes.ofStage(e) instanceof RuntimeException cause ? cause : e;
    }
  }

  private static LocalCluster start(
      StartedParts running,
      DataFolder folder,
      Ports ports,
      Optional<Credentials> asked,
      int partitions) {
    CompletableFuture<RegistryServer> registry =
        CompletableFuture.supplyAsync(() -> registry(folder, ports.registry(), asked, partitions));
    CompletableFuture<EmbeddedKafka> kafka =
        CompletableFuture.supplyAsync(() -> kafka(folder, ports.kafka(), asked, partitions));
    // Both are waited for before either may fail the start, so that neither is left behind.
    CompletableFuture.allOf(registry, kafka).handle((done, failure) -> null).join();
    Map<String, Object> settings = clientSettings(asked);
    settings.put("schema.registry.url", running.add(registry.join()).url());
    settings.put("bootstrap.servers", running.add(kafka.join()).bootstrapServers());
    Path connectFile = folder.resolve(ConnectFile.NAME);
    ConnectFile.write(connectFile, settings);
    return new LocalCluster(running, settings, connectFile);
  }

  private static Map<String, Object> clientSettings(Optional<Credentials> asked) {
    return new HashMap<>(asked.map(Credentials::clientSettings).orElse(Map.of()));
  }

  private static RegistryServer registry(
      DataFolder folder, int port, Optional<Credentials> asked, int partitions) {
    RegistryServer registry = RegistryServer.start(folder.resolve("schemas.json"), port, asked);
    try {
      if (partitions != NOT_SET_UP) {
        Map<String, Object> settings = clientSettings(asked);
        settings.put("schema.registry.url", registry.url());
        Setup.schemas(settings);
      }
      return registry;
    } catch (RuntimeException e) {
      registry.close();
      throw e;
    }
  }

  private static EmbeddedKafka kafka(
      DataFolder folder, int port, Optional<Credentials> asked, int partitions) {
    Path dir = folder.resolve("kafka");
    EmbeddedKafka kafka =
        asked
            .map(credentials -> EmbeddedKafka.start(dir, port, credentials))
            .orElseGet(() -> EmbeddedKafka.start(dir, port));
    if (partitions == NOT_SET_UP) {
      return kafka;
    }
    Map<String, Object> settings = clientSettings(asked);
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      Setup.topics(admin, partitions, (short) 1);
      return kafka;
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
  }

  /** What a client of the broker and of the registry needs. */
  public Map<String, Object> settings() {
    return settings;
  }

  /** The settings as a file, for {@code --kafka-config} of other commands. */
  public Path connectFile() {
    return connectFile;
  }

  /** Where the two are and how they are reached, in one line. */
  public String doors() {
    return "Broker %s and registry %s: --kafka-config %s"
        .formatted(
            settings.get("bootstrap.servers"), settings.get("schema.registry.url"), connectFile);
  }

  @Override
  public void close() {
    running.close();
  }
}
