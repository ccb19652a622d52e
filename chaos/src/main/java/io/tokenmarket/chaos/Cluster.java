package io.tokenmarket.chaos;

import io.tokenmarket.sandbox.EmbeddedKafka.Ports;
import io.tokenmarket.schemas.registry.Setup;
import io.tokenmarket.topology.engine.EngineConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** The whole exchange as processes: registry, brokers, and nodes that share the partitions. */
final class Cluster implements AutoCloseable {
  static final int PARTITIONS = 4;
  private static final int NODES = 2;

  /** What a process gets as its heap where nobody says otherwise. */
  static final String HEAP = "1g";

  private static final String HOST = "127.0.0.1";
  private static final String CLI = "io.tokenmarket.cli.Main";

  private final FreePorts ports = new FreePorts();
  private final Path dir;
  private final String heap;
  private final Map<String, Object> settings;
  private final Server registry;
  private final List<Server> brokers = new ArrayList<>();
  private final List<Server> nodes = new ArrayList<>();

  /** Where REST of each node listens. */
  private final Map<Server, Integer> doors = new LinkedHashMap<>();

  /**
   * @param dir for all data and logs
   * @param heap of each process, as the option -Xmx takes it
   * @param nodeSettings further settings of the nodes
   */
  Cluster(Path dir, int brokerCount, String heap, Map<String, String> nodeSettings) {
    this(dir, brokerCount, NODES, heap, false, nodeSettings);
  }

  /**
   * The same of so many nodes.
   *
   * @param shared whether they share the views
   */
  Cluster(
      Path dir,
      int brokerCount,
      int nodeCount,
      String heap,
      boolean shared,
      Map<String, String> nodeSettings) {
    this.dir = dir;
    this.heap = heap;
    int registryPort = ports.next();
    List<Ports> kafka =
        Stream.generate(() -> new Ports(ports.next(), ports.next())).limit(brokerCount).toList();
    this.settings = new HashMap<>(BrokerRights.clientSettings(BrokerRights.PARTICIPANTS));
    settings.put(
        "bootstrap.servers",
        kafka.stream().map(p -> HOST + ":" + p.broker()).collect(Collectors.joining(",")));
    settings.put("schema.registry.url", "http://" + HOST + ":" + registryPort);
    this.registry =
        server(
            "registry",
            RegistryProgram.class.getName(),
            List.of(schemas().toString(), "" + registryPort));
    for (int id = 0; id < brokerCount; id++) {
      List<String> arguments = BrokerProgram.arguments(kafka(), id, kafka);
      brokers.add(server("broker-" + id, BrokerProgram.class.getName(), arguments));
    }
    for (int id = 0; id < nodeCount; id++) {
      int port = ports.next();
      List<String> arguments = serve("node-" + id, port, nodeSettings);
      if (shared) {
        arguments.addAll(List.of("--share-views", HOST + ":" + port));
      }
      Server node = node("node-" + id, arguments);
      nodes.add(node);
      doors.put(node, port);
    }
  }

  private Server server(String name, String main, List<String> arguments) {
    return new Server(name, dir, heap, main, arguments);
  }

  private Server node(String name, List<String> arguments) {
    String clock = "-Dtokenmarket.wrong-clock=" + clock(name);
    return new Server(name, dir, heap, List.of(clock), CLI, arguments);
  }

  private List<String> serve(String name, int port, Map<String, String> nodeSettings) {
    List<String> arguments = new ArrayList<>(List.of("serve", "--host", HOST, "--port", "" + port));
    arguments.addAll(List.of("--data", dir.resolve(name).toString()));
    arguments.addAll(List.of("--bootstrap-servers", settings.get("bootstrap.servers").toString()));
    arguments.addAll(List.of("--schema-registry", settings.get("schema.registry.url").toString()));
    // A control of the harness breaks a promise on purpose, and it sends as fast as it can.
    arguments.add("--any-config");
    Map<String, String> all = new HashMap<>(BrokerRights.clientSettings(BrokerRights.NODE));
    all.put(EngineConfig.INTAKE_RATE, "0");
    all.putAll(nodeSettings);
    all.forEach((key, value) -> arguments.addAll(List.of("--config", key + "=" + value)));
    return arguments;
  }

  /** The same with the usual number of partitions. */
  void start() throws InterruptedException {
    start(PARTITIONS);
  }

  /** Starts everything, sets it up, and returns once the nodes serve. */
  void start(int partitions) throws InterruptedException {
    create(dir);
    registry.start();
    brokers.forEach(Server::start);
    registry.awaitReady();
    for (Server broker : brokers) {
      broker.awaitReady();
    }
    try (Admin admin = Admin.create(settings)) {
      Setup.topics(admin, partitions, (short) brokers.size());
    }
    Setup.schemas(settings);
    nodes.forEach(Server::start);
    awaitReady();
  }

  private static void create(Path dir) {
    try {
      Files.createDirectories(dir);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the folder " + dir, e);
    }
  }

  /** Waits until every process serves. */
  void awaitReady() throws InterruptedException {
    for (Server server : servers()) {
      server.awaitReady();
    }
  }

  /** Starts again what ended by itself. */
  void revive() {
    servers().forEach(Server::revive);
  }

  /** How often a process ended without being asked to. */
  int ownStops() {
    return servers().stream().mapToInt(Server::ownStops).sum();
  }

  /** What a client of the cluster needs. */
  Map<String, Object> settings() {
    return settings;
  }

  /**
   * The node that is this member of a group.
   *
   * @param instance what it is called there: the node's own name, and a thread's number
   */
  Server node(String instance) {
    return nodes.stream()
        .filter(node -> instance.startsWith(nameOf(node)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no node is called " + instance));
  }

  private String nameOf(Server node) {
    try {
      return Files.readString(dir.resolve(node.name()).resolve("node/node-name")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where REST of the nodes listens. */
  Collection<Integer> doors() {
    return doors.values();
  }

  /** From now on the node's clock is wrong by so much. */
  void setClock(Server node, Duration error) {
    try {
      Path draft = Files.writeString(dir.resolve("clock.new"), error.toString());
      Files.move(draft, clock(node.name()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path clock(String node) {
    return dir.resolve(node + ".clock");
  }

  /** Somebody else comes first: each schema of the exchange has another id than it had. */
  void registerInOtherOrder() throws InterruptedException {
    HttpRequest stranger =
        HttpRequest.newBuilder(
                URI.create(settings.get("schema.registry.url") + "/subjects/stranger/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString("{\"schema\": \"{\\\"type\\\": \\\"string\\\"}\"}"))
            .build();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(stranger, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("the registry refuses: " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Setup.schemas(settings);
  }

  /** What the brokers keep. */
  Path kafka() {
    return dir.resolve("kafka");
  }

  /** What the registry keeps. */
  Path schemas() {
    return dir.resolve("schemas.json");
  }

  Server registry() {
    return registry;
  }

  List<Server> brokers() {
    return brokers;
  }

  List<Server> nodes() {
    return nodes;
  }

  private List<Server> servers() {
    List<Server> all = new ArrayList<>(nodes);
    all.addAll(brokers);
    all.add(registry);
    return all;
  }

  /** Kills what is left of it. */
  @Override
  public void close() {
    servers().forEach(Server::close);
  }
}
