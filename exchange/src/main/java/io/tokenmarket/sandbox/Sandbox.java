package io.tokenmarket.sandbox;

import io.tokenmarket.node.ListeningPlace;
import io.tokenmarket.node.Node;
import io.tokenmarket.node.Running;
import io.tokenmarket.rest.RestServer;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.sandbox.registry.RegistryServer;
import io.tokenmarket.schemas.registry.Setup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * The whole exchange in this JVM: broker, schema registry and one node, with all it knows in one
 * folder. Started again on the same folder it is the same exchange.
 */
public final class Sandbox implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int PARTITIONS = 1;

  private final Running running;
  private final Map<String, Object> settings;
  private final Path connectFile;
  private final Node node;

  private Sandbox(Running running, Map<String, Object> settings, Path connectFile, Node node) {
    this.running = running;
    this.settings = Map.copyOf(settings);
    this.connectFile = connectFile;
    this.node = node;
  }

  /**
   * Starts everything; {@link Node#awaitRunning} tells when the node serves.
   *
   * @param folder holds all data; stays open when the sandbox is closed
   * @param port of REST, 0 for a free one
   * @throws UsageException where the port is taken
   */
  public static Sandbox start(DataFolder folder, int port) {
    return start(folder, HOST, port, Security.open(), said -> {});
  }

  /**
   * The same, REST guarded.
   *
   * @param host the address REST listens on; broker and registry are this machine's alone
   * @param security who may do what
   * @param progress told what is being started, in a line each
   * @throws io.tokenmarket.rest.CannotListenException where others reach that address and there are
   *     no keys
   * @throws io.tokenmarket.rest.security.SecurityFileException where a file it names cannot be used
   */
  public static Sandbox start(
      DataFolder folder, String host, int port, Security security, Consumer<String> progress) {
    RestServer.requireGuarded(host, security);
    Node.requireAlgorithms();
    Running running = new Running();
    try {
      return start(running, folder, host, port, security, progress);
    } catch (RuntimeException e) {
      running.close();
      throw e instanceof CompletionException && e.getCause() instanceof RuntimeException cause
          ? cause
          : e;
    }
  }

  private static Sandbox start(
      Running running,
      DataFolder folder,
      String host,
      int port,
      Security security,
      Consumer<String> progress) {
    ListeningPlace.requireFree(host, port);
    progress.accept("Starting a Kafka broker and a schema registry");
    // Whoever could write to the broker needed no key for REST.
    Optional<Credentials> asked = security.keysFile().map(keys -> Credentials.random());
    CompletableFuture<RegistryServer> registry =
        CompletableFuture.supplyAsync(() -> registry(folder, asked));
    CompletableFuture<EmbeddedKafka> kafka =
        CompletableFuture.supplyAsync(() -> kafka(folder, asked));
    // Both are waited for before either may fail the start, so that neither is left behind.
    CompletableFuture.allOf(registry, kafka).handle((done, failure) -> null).join();
    Map<String, Object> settings = clientSettings(asked);
    settings.put("schema.registry.url", running.add(registry.join()).url());
    settings.put("bootstrap.servers", running.add(kafka.join()).bootstrapServers());
    Path connectFile = folder.resolve(ConnectFile.NAME);
    ConnectFile.write(connectFile, settings);
    progress.accept("Starting the exchange: engine, views and REST");
    Node node = running.add(Node.start(settings, folder.resolve("node"), host, port, security));
    return new Sandbox(running, settings, connectFile, node);
  }

  private static Map<String, Object> clientSettings(Optional<Credentials> asked) {
    return new HashMap<>(asked.map(Credentials::clientSettings).orElse(Map.of()));
  }

  private static RegistryServer registry(DataFolder folder, Optional<Credentials> asked) {
    RegistryServer registry = RegistryServer.start(folder.resolve("schemas.json"), 0, asked);
    try {
      Map<String, Object> settings = clientSettings(asked);
      settings.put("schema.registry.url", registry.url());
      Setup.schemas(settings);
      return registry;
    } catch (RuntimeException e) {
      registry.close();
      throw e;
    }
  }

  private static EmbeddedKafka kafka(DataFolder folder, Optional<Credentials> asked) {
    Path dir = folder.resolve("kafka");
    EmbeddedKafka kafka =
        asked
            .map(credentials -> EmbeddedKafka.start(dir, 0, credentials))
            .orElseGet(() -> EmbeddedKafka.start(dir, 0));
    Map<String, Object> settings = clientSettings(asked);
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      Setup.topics(admin, PARTITIONS, (short) 1);
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

  public Node node() {
    return node;
  }

  /** Stops everything; what was acknowledged stays in the folder. */
  @Override
  public void close() {
    running.close();
  }
}
