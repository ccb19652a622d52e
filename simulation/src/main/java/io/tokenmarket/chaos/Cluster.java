package io.tokenmarket.chaos;

import io.tokenmarket.sandbox.EmbeddedKafka.Ports;
import io.tokenmarket.schemas.registry.Setup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** The whole exchange as processes: registry, brokers, and nodes that share the partitions. */
final class Cluster implements AutoCloseable {
  static final int PARTITIONS = 4;
  private static final int NODES = 2;
  private static final String HOST = "127.0.0.1";
  private static final String CLI = "io.tokenmarket.cli.Main";

  private final FreePorts ports = new FreePorts();
  private final Path dir;
  private final Map<String, Object> settings;
  private final Server registry;
  private final List<Server> brokers = new ArrayList<>();
  private final List<Server> nodes = new ArrayList<>();

  /**
   * @param dir for all data and logs
   * @param nodeSettings further settings of the nodes
   */
  Cluster(Path dir, int brokerCount, Map<String, String> nodeSettings) {
    this.dir = dir;
    int registryPort = ports.next();
    List<Ports> kafka =
        Stream.generate(() -> new Ports(ports.next(), ports.next())).limit(brokerCount).toList();
    this.settings =
        Map.of(
            "bootstrap.servers",
            kafka.stream().map(p -> HOST + ":" + p.broker()).collect(Collectors.joining(",")),
            "schema.registry.url",
            "http://" + HOST + ":" + registryPort);
    this.registry =
        server(
            "registry",
            RegistryProgram.class.getName(),
            List.of(dir.resolve("schemas.json").toString(), "" + registryPort));
    for (int id = 0; id < brokerCount; id++) {
      List<String> arguments = BrokerProgram.arguments(dir.resolve("kafka"), id, kafka);
      brokers.add(server("broker-" + id, BrokerProgram.class.getName(), arguments));
    }
    for (int id = 0; id < NODES; id++) {
      nodes.add(server("node-" + id, CLI, serve("node-" + id, nodeSettings)));
    }
  }

  private Server server(String name, String main, List<String> arguments) {
    return new Server(name, dir, main, arguments);
  }

  private List<String> serve(String name, Map<String, String> nodeSettings) {
    List<String> arguments =
        new ArrayList<>(List.of("serve", "--host", HOST, "--port", "" + ports.next()));
    arguments.addAll(List.of("--data", dir.resolve(name).toString()));
    arguments.addAll(List.of("--bootstrap-servers", settings.get("bootstrap.servers").toString()));
    arguments.addAll(List.of("--schema-registry", settings.get("schema.registry.url").toString()));
    nodeSettings.forEach((key, value) -> arguments.addAll(List.of("--config", key + "=" + value)));
    return arguments;
  }

  /** Starts everything, sets it up, and returns once the nodes serve. */
  void start() throws InterruptedException {
    create(dir);
    registry.start();
    brokers.forEach(Server::start);
    registry.awaitReady();
    for (Server broker : brokers) {
      broker.awaitReady();
    }
    try (Admin admin = Admin.create(settings)) {
      Setup.topics(admin, PARTITIONS, (short) brokers.size());
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
