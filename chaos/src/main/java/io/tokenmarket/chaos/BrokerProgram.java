package io.tokenmarket.chaos;

import io.tokenmarket.sandbox.EmbeddedKafka;
import io.tokenmarket.sandbox.EmbeddedKafka.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One Kafka node as a program of its own; a termination signal stops it cleanly. */
public final class BrokerProgram {
  private BrokerProgram() {}

  /**
   * @param args the cluster's folder, the node's id, then broker:controller port of each node
   */
  public static void main(String[] args) {
    // The broker looks for the group type CLASSİC on a Turkish machine, and finds none.
    Locale.setDefault(Locale.ROOT);
    List<Ports> cluster = Arrays.stream(args).skip(2).map(BrokerProgram::ports).toList();
    EmbeddedKafka node =
        EmbeddedKafka.startNode(
            Path.of(args[0]), Integer.parseInt(args[1]), cluster, BrokerRights.brokerSettings());
    Runtime.getRuntime().addShutdownHook(new Thread(node::close, "broker-stop"));
    System.out.println(Server.READY);
  }

  /** The arguments that {@link #main} reads. */
  static List<String> arguments(Path dir, int id, List<Ports> cluster) {
    List<String> arguments = new ArrayList<>(List.of(dir.toString(), String.valueOf(id)));
    cluster.forEach(ports -> arguments.add(ports.broker() + ":" + ports.controller()));
    return arguments;
  }

  private static Ports ports(String pair) {
    String[] ports = pair.split(":");
    return new Ports(Integer.parseInt(ports[0]), Integer.parseInt(ports[1]));
  }
}
