package io.tokenmarket.sandbox;

import io.tokenmarket.node.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.common.Feature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka cluster (KRaft, combined nodes) inside this JVM, tuned to start fast and stay small.
 *
 * <p>Every socket is bound before its server is built, so a free port is known without a race. The
 * cluster id is fixed and the voters are static, so the same folder starts again, on other ports as
 * well, with all its topics. This is the only class that touches Kafka's internal API.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
  private static final String CLUSTER_ID = "dG9rZW4tbWFya2V0LTAwMA";
  private static final String HOST = "127.0.0.1";
  private static final String BROKER = "BROKER";
  private static final String CONTROLLER = "CONTROLLER";
  private static final int BACKLOG = 50;

  /** The system's own receive buffer: a smaller one makes a large request wait for seconds. */
  private static final int SYSTEM_BUFFER = -1;

  /** A folder left by a crash opens only after the crashed broker's session. */
  private static final Duration QUICK_SESSION = Duration.ofSeconds(2);

  /**
   * Between processes: one that has to wait for its turn on the machine is not dead yet. And a
   * broker that comes back loads its groups' offsets at once, and again when its former session is
   * over: with Kafka 4.3.1, a first load that is still under way then ends early, and old offsets
   * are served.
   */
  private static final Duration SESSION = Duration.ofSeconds(6);

  private final List<Node> nodes;

  private EmbeddedKafka(List<Node> nodes) {
    this.nodes = nodes;
  }

  /**
   * The loopback ports a node listens on.
   *
   * @param broker for clients and other brokers
   * @param controller for the nodes' quorum
   */
  public record Ports(int broker, int controller) {}

  /** One node; see {@link #start(Path, int, int)}. */
  public static EmbeddedKafka start(Path dir, int port) {
    return start(dir, 1, port);
  }

  /**
   * Starts the cluster and returns once every broker serves.
   *
   * @param dir where the nodes keep their data, created where missing; a folder once used keeps its
   *     number of nodes
   * @param nodes how many, each broker and controller
   * @param port of the first node, 0 for a free one; the other nodes take free ones
   * @throws UncheckedIOException where the folder cannot be written
   * @throws org.apache.kafka.common.KafkaException where the port is taken or the folder in use
   */
  public static EmbeddedKafka start(Path dir, int nodes, int port) {
    return start(dir, nodes, port, Map.of());
  }

  /** One node that asks its clients, and itself, for these. */
  static EmbeddedKafka start(Path dir, int port, Credentials asked) {
    return start(dir, 1, port, asked.brokerSettings());
  }

  /**
   * The same.
   *
   * @param further settings of every broker, over those made here
   */
  static EmbeddedKafka start(Path dir, int nodes, int port, Map<String, String> further) {
    List<Sockets> sockets =
        IntStream.range(0, nodes)
            .mapToObj(node -> Sockets.bind(new Ports(node == 0 ? port : 0, 0)))
            .toList();
    List<Ports> ports = sockets.stream().map(Sockets::ports).toList();
    EmbeddedKafka kafka = new EmbeddedKafka(new ArrayList<>());
    try {
      for (int id = 0; id < nodes; id++) {
        kafka.nodes.add(Node.of(id, dir, sockets.get(id), ports, QUICK_SESSION, further));
      }
      kafka.onEachNode(Node::start);
      return kafka;
    } catch (RuntimeException failure) {
      kafka.close();
      sockets.forEach(Sockets::close);
      throw failure;
    }
  }

  /**
   * Starts one node of a cluster whose others are started elsewhere on this machine, each in a
   * process of its own. Returns once the node serves, for which a majority of them must run.
   *
   * @param dir as of {@link #start(Path, int, int)}; the nodes may share it
   * @param id of this node, its place among the cluster's
   * @param cluster where each node listens
   * @param further settings of the broker, over those made here
   */
  public static EmbeddedKafka startNode(
      Path dir, int id, List<Ports> cluster, Map<String, String> further) {
    Sockets sockets = Sockets.bind(cluster.get(id));
    try {
      Node node = Node.of(id, dir, sockets, cluster, SESSION, further);
      node.start();
      return new EmbeddedKafka(List.of(node));
    } catch (RuntimeException failure) {
      sockets.close();
      throw failure;
    }
  }

  /** What a client connects to: host:port of every node, comma-separated. */
  public String bootstrapServers() {
    return nodes.stream()
        .map(node -> HOST + ":" + node.sockets.ports().broker())
        .collect(Collectors.joining(","));
  }

  /** Stops the brokers, then the controllers; what was acknowledged stays in the folder. */
  @Override
  public void close() {
    onEachNode(node -> node.broker.shutdown());
    onEachNode(Node::stop);
  }

  /** In parallel, because a voter may wait for the others. */
  private void onEachNode(Consumer<Node> action) {
    if (nodes.isEmpty()) {
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
    try {
      CompletableFuture.allOf(
              nodes.stream()
                  .map(node -> CompletableFuture.runAsync(() -> action.accept(node), threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    } finally {
      threads.shutdown();
    }
  }

  private record Node(
      Sockets sockets, SharedServer shared, ControllerServer controller, BrokerServer broker) {

    static Node of(
        int id,
        Path cluster,
        Sockets sockets,
        List<Ports> all,
        Duration session,
        Map<String, String> further) {
      Path dir = cluster.resolve("node-" + id);
      format(id, dir);
      Properties settings = settings(id, dir, all);
      settings.put("broker.session.timeout.ms", String.valueOf(session.toMillis()));
      settings.putAll(further);
      KafkaConfig config = KafkaConfig.fromProps(settings, false);
      var folder = KafkaRaftServer.initializeLogDirs(config, LOG, "");
      SharedServer shared =
          new SharedServer(
              config,
              folder._1(),
              Time.SYSTEM,
              new Metrics(),
              CompletableFuture.completedFuture(
                  QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
              List.of(),
              new StandardFaultHandlerFactory(),
              sockets.factory());
      return new Node(
          sockets,
          shared,
          new ControllerServer(shared, KafkaRaftServer.configSchema(), folder._2()),
          new BrokerServer(shared));
    }

    private static void format(int id, Path dir) {
      if (Files.exists(dir.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
        return;
      }
      try {
        Files.createDirectories(dir);
        new Formatter()
            .setNodeId(id)
            .setClusterId(CLUSTER_ID)
            .setControllerListenerName(CONTROLLER)
            .setMetadataLogDirectory(dir.toString())
            .setDirectories(List.of(dir.toString()))
            .setIgnoreFormatted(true)
            .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
            .setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()))
            .run();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write the folder " + dir, e);
      } catch (Exception e) {
        throw new IllegalStateException("cannot format the folder " + dir, e);
      }
    }

    void start() {
      controller.startup();
      broker.startup();
    }

    void stop() {
      controller.shutdown();
      sockets.close();
    }
  }

  /** A node's two listening sockets, bound before anything else exists. */
  private record Sockets(ServerSocketChannel broker, ServerSocketChannel controller) {
    static Sockets bind(Ports ports) {
      return new Sockets(open(BROKER, ports.broker()), open(CONTROLLER, ports.controller()));
    }

    private static ServerSocketChannel open(String listener, int port) {
      try {
        return ServerSocketFactory.INSTANCE.openServerSocket(
            listener, new InetSocketAddress(HOST, port), BACKLOG, SYSTEM_BUFFER);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot listen on " + HOST + ":" + port, e);
      }
    }

    ServerSocketFactory factory() {
      return (listener, address, backlog, receiveBuffer) ->
          listener.equals(BROKER) ? broker : controller;
    }

    Ports ports() {
      return new Ports(broker.socket().getLocalPort(), controller.socket().getLocalPort());
    }

    void close() {
      try (broker;
          controller) {
        LOG.debug("closing the sockets of {}", ports());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Properties settings(int id, Path dir, List<Ports> all) {
    Properties settings = new Properties();
    settings.putAll(identity(id, dir, all));
    settings.putAll(replication(all.size()));
    settings.putAll(small());
    settings.putAll(quick());
    return settings;
  }

  private static Map<String, String> identity(int id, Path dir, List<Ports> all) {
    String voters =
        IntStream.range(0, all.size())
            .mapToObj(node -> node + "@" + HOST + ":" + all.get(node).controller())
            .collect(Collectors.joining(","));
    Ports own = all.get(id);
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        String.valueOf(id),
        "log.dirs",
        dir.toString(),
        "listeners",
        "%s://%s:%s,%s://%s:%s"
            .formatted(BROKER, HOST, own.broker(), CONTROLLER, HOST, own.controller()),
        "listener.security.protocol.map",
        BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
        "inter.broker.listener.name",
        BROKER,
        "controller.listener.names",
        CONTROLLER,
        "controller.quorum.voters",
        voters,
        "auto.create.topics.enable",
        "false",
        // One clearing of a large book is one record.
        "message.max.bytes",
        String.valueOf(16 << 20));
  }

  private static Map<String, String> replication(int nodes) {
    String replicas = String.valueOf(Math.min(3, nodes));
    String inSync = String.valueOf(nodes < 3 ? 1 : 2);
    return Map.of(
        // What Kafka Streams makes by itself is as safe as what we make.
        "default.replication.factor", replicas,
        "offsets.topic.num.partitions", "1",
        "offsets.topic.replication.factor", replicas,
        "transaction.state.log.num.partitions", "1",
        "transaction.state.log.replication.factor", replicas,
        "transaction.state.log.min.isr", inSync,
        "share.coordinator.state.topic.num.partitions", "1",
        "share.coordinator.state.topic.replication.factor", replicas,
        "share.coordinator.state.topic.min.isr", inSync,
        "min.insync.replicas", inSync);
  }

  /** Memory and threads of a node that shares its machine with everything else. */
  private static Map<String, String> small() {
    return Map.of(
        "log.cleaner.dedupe.buffer.size", String.valueOf(2 << 20),
        "log.index.size.max.bytes", String.valueOf(1 << 20),
        // What a crash left open is read again at the next start; small segments bound that.
        "log.segment.bytes", String.valueOf(64 << 20),
        "num.network.threads", "2",
        "num.io.threads", "2",
        "background.threads", "2",
        "group.coordinator.threads", "1",
        "share.coordinator.threads", "1",
        "metric.reporters", "");
  }

  /** Waits that make sense between machines and not inside one. */
  private static Map<String, String> quick() {
    return Map.of(
        "group.initial.rebalance.delay.ms", "0",
        "group.streams.initial.rebalance.delay.ms", "0",
        "controller.quorum.append.linger.ms", "0",
        "broker.heartbeat.interval.ms", "500",
        "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
  }
}
