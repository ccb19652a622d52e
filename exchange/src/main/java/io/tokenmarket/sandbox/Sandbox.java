package io.tokenmarket.sandbox;

import io.tokenmarket.node.ListeningPlace;
import io.tokenmarket.node.Node;
import io.tokenmarket.node.StartedParts;
import io.tokenmarket.rest.RestServer;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.sandbox.LocalCluster.Ports;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The whole exchange in this JVM: broker, schema registry and one node, with all it knows in one
 * folder. Started again on the same folder it is the same exchange.
 */
public final class Sandbox implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int PARTITIONS = 1;

  private final StartedParts running;
  private final LocalCluster cluster;
  private final Node node;

  private Sandbox(StartedParts running, LocalCluster cluster, Node node) {
    this.running = running;
    this.cluster = cluster;
    this.node = node;
  }

  /**
   * Starts everything; {@link Node#awaitRunning} tells when the node serves.
   *
   * @param folder holds all data; stays open when the sandbox is closed
   * @param port of REST, 0 for a free one
   * @throws io.tokenmarket.node.UsageException where the port is taken
   */
  public static Sandbox start(DataFolder folder, int port) {
    return start(folder, Ports.ANY, HOST, port, Security.open(), said -> {});
  }

  /**
   * The same, REST guarded.
   *
   * @param ports of broker and registry
   * @param host the address REST listens on; broker and registry are this machine's alone
   * @param security who may do what
   * @param progress told what is being started, in a line each
   * @throws io.tokenmarket.rest.CannotListenException where others reach that address and there are
   *     no keys
   * @throws io.tokenmarket.rest.security.SecurityFileException where a file it names cannot be used
   */
  public static Sandbox start(
      DataFolder folder,
      Ports ports,
      String host,
      int port,
      Security security,
      Consumer<String> progress) {
    RestServer.requireGuarded(host, security);
    Node.requireAlgorithms();
    ListeningPlace.requireFree(host, port, "--port");
    StartedParts running = new StartedParts();
    try {
      // Whoever could write to the broker needed no key for REST.
      Optional<Credentials> asked = security.keysFile().map(keys -> Credentials.random());
      LocalCluster cluster =
          running.add(LocalCluster.start(folder, ports, asked, PARTITIONS, progress));
      progress.accept("Starting the exchange: engine, views and REST");
      Node node =
          running.add(Node.start(cluster.settings(), folder.resolve("node"), host, port, security));
      return new Sandbox(running, cluster, node);
    } catch (RuntimeException e) {
      running.close();
      throw e;
    }
  }

  /** What a client of the broker and of the registry needs. */
  public Map<String, Object> settings() {
    return cluster.settings();
  }

  public LocalCluster cluster() {
    return cluster;
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
