package io.tokenmarket.sandbox;

import io.tokenmarket.rest.RestServer;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.sandbox.registry.RegistryServer;
import io.tokenmarket.schemas.registry.Setup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
  private final Node node;

  private Sandbox(Running running, Map<String, Object> settings, Node node) {
    this.running = running;
    this.settings = settings;
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
    return start(folder, HOST, port, Security.open());
  }

  /**
   * The same, REST guarded.
   *
   * @param host the address REST listens on; broker and registry are this machine's alone
   * @param security who may do what
   * @throws io.tokenmarket.rest.CannotListenException where others reach that address and there are
   *     no keys
   * @throws io.tokenmarket.rest.security.SecurityFileException where a file it names cannot be used
   */
  public static Sandbox start(DataFolder folder, String host, int port, Security security) {
    RestServer.requireGuarded(host, security);
    Running running = new Running();
    try {
      return start(running, folder, host, port, security);
    } catch (RuntimeException e) {
      running.close();
      throw e instanceof CompletionException && e.getCause() instanceof RuntimeException cause
          ? cause
          : e;
    }
  }

  private static Sandbox start(
      Running running, DataFolder folder, String host, int port, Security security) {
    requireFree(host, port);
    CompletableFuture<RegistryServer> registry =
        CompletableFuture.supplyAsync(() -> registry(folder));
    CompletableFuture<EmbeddedKafka> kafka = CompletableFuture.supplyAsync(() -> kafka(folder));
    // Both are waited for before either may fail the start, so that neither is left behind.
    CompletableFuture.allOf(registry, kafka).handle((done, failure) -> null).join();
    String schemas = running.add(registry.join()).url();
    String brokers = running.add(kafka.join()).bootstrapServers();
    Map<String, Object> settings =
        Map.of("bootstrap.servers", brokers, "schema.registry.url", schemas);
    Node node = running.add(Node.start(settings, folder.resolve("node"), host, port, security));
    return new Sandbox(running, settings, node);
  }

  /** Asked first: a start that takes seconds only to fail at its end is no answer. */
  private static void requireFree(String host, int port) {
    if (port < 0 || port > 65_535) {
      throw new UsageException(
          "There is no port %d; choose 1 to 65535 with --port, 0 for any that is free."
              .formatted(port));
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
    } catch (IOException taken) {
      throw new UsageException(
          "Port %d is taken; choose another with --port, 0 for any that is free.".formatted(port),
          taken);
    }
  }

  private static RegistryServer registry(DataFolder folder) {
    RegistryServer registry = RegistryServer.start(folder.resolve("schemas.json"), 0);
    try {
      Setup.schemas(Map.of("schema.registry.url", registry.url()));
      return registry;
    } catch (RuntimeException e) {
      registry.close();
      throw e;
    }
  }

  private static EmbeddedKafka kafka(DataFolder folder) {
    EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
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

  public Node node() {
    return node;
  }

  /** Stops everything; what was acknowledged stays in the folder. */
  @Override
  public void close() {
    running.close();
  }
}
