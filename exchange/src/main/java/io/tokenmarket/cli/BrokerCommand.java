package io.tokenmarket.cli;

import io.tokenmarket.sandbox.DataFolder;
import io.tokenmarket.sandbox.LocalCluster;
import io.tokenmarket.sandbox.LocalCluster.Ports;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A cluster to try several processes on, where there is none. */
@Command(
    name = "broker",
    description = {
      "Run a Kafka broker and a schema registry for this machine, to try topics, serve and produce"
          + " on. Nothing is set up on them, and nobody is asked for a password.",
      "Ctrl-C stops it cleanly. Run again on the same folder, it is the same cluster."
    },
    mixinStandardHelpOptions = true)
final class BrokerCommand implements Callable<Integer> {
  private static final Duration PERIOD = Duration.ofMinutes(1);

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      defaultValue = "broker",
      paramLabel = "DIR",
      description = "Where the cluster is kept. Default: ${DEFAULT-VALUE}.")
  private Path data;

  @Option(
      names = "--kafka-port",
      defaultValue = "9092",
      paramLabel = "PORT",
      description = "Port of the broker, 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int kafkaPort;

  @Option(
      names = "--registry-port",
      defaultValue = "8081",
      paramLabel = "PORT",
      description =
          "Port of the schema registry, 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int registryPort;

  @Override
  public Integer call() throws InterruptedException {
    try (StopSignal stop = StopSignal.listen();
        DataFolder folder = DataFolder.open(data)) {
      LogFile.in(folder.resolve("log"));
      Ports ports = new Ports(kafkaPort, registryPort);
      try (LocalCluster cluster =
          LocalCluster.start(
              folder, ports, Optional.empty(), LocalCluster.NOT_SET_UP, said -> {})) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(cluster.doors());
        out.flush();
        while (!stop.await(PERIOD)) {
          // It does all it is for on threads of its own.
          continue;
        }
      }
    }
    return 0;
  }
}
