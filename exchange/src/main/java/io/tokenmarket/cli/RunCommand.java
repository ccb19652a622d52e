package io.tokenmarket.cli;

import io.tokenmarket.producers.population.Population;
import io.tokenmarket.replay.ClusterLog;
import io.tokenmarket.replay.LogExport;
import io.tokenmarket.replay.LogSource;
import io.tokenmarket.replay.Progress;
import io.tokenmarket.sandbox.DataFolder;
import io.tokenmarket.sandbox.LocalCluster.Ports;
import io.tokenmarket.sandbox.Participants;
import io.tokenmarket.sandbox.Sandbox;
import io.tokenmarket.simulation.Scenario;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything in one JVM. */
@Command(
    name = "run",
    description = {
      "Run the whole exchange in one JVM: Kafka broker, schema registry, engine, REST, and simulated"
          + " factories and apps. Run again on the same folder, the market goes on.",
      "Ctrl-C stops it cleanly."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      defaultValue = "data",
      paramLabel = "DIR",
      description = "Where the market is kept. Default: ${DEFAULT-VALUE}.")
  private Path data;

  @Option(
      names = "--export",
      paramLabel = "DIR",
      description = "Export the whole log to DIR when it stops; see log export.")
  private Path export;

  @Option(
      names = "--kafka-port",
      defaultValue = "0",
      paramLabel = "PORT",
      description = "Port of the broker, 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int kafkaPort;

  @Option(
      names = "--registry-port",
      defaultValue = "0",
      paramLabel = "PORT",
      description =
          "Port of the schema registry, 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int registryPort;

  @Mixin private RestOptions rest;
  @Mixin private ScenarioOptions scenario;
  @Mixin private AuctionPrinter printer;

  @Override
  public Integer call() throws InterruptedException {
    if (export != null) {
      LogExport.requireEmpty(export);
    }
    try (StopSignal stop = StopSignal.listen();
        DataFolder folder = DataFolder.open(data)) {
      LogFile.in(folder.resolve("log"));
      Scenario chosen = scenario.scenario();
      // Its traces are read now, for a mistake in them to be told before anything starts.
      Population population = chosen.population();
      try {
        run(folder, chosen, population, stop);
      } catch (RuntimeException halfStarted) {
        // A JVM that is going down no longer lets the broker start.
        if (!stop.requested()) {
          throw halfStarted;
        }
        LoggerFactory.getLogger(RunCommand.class).info("Stopped while starting", halfStarted);
      }
    }
    return 0;
  }

  private void run(DataFolder folder, Scenario chosen, Population population, StopSignal stop)
      throws InterruptedException {
    Ports ports = new Ports(kafkaPort, registryPort);
    try (Sandbox sandbox =
        Sandbox.start(folder, ports, rest.host(), rest.port(), rest.security(), printer::tell)) {
      rest.addresses(sandbox.node().port()).forEach(printer::say);
      printer.say(rest.notice());
      printer.say(sandbox.cluster().doors());
      printer.tell("Starting %s".formatted(population));
      try (Participants participants =
          ScenarioOptions.connect(sandbox.settings(), chosen, population)) {
        if (NodeStart.await(sandbox.node(), stop, printer::tell)) {
          participants.begin();
          printer.print(participants, population.market(), stop, sandbox.node()::check);
        }
      }
      if (export != null) {
        export(sandbox);
      }
    }
  }

  private void export(Sandbox sandbox) {
    try (LogSource log = ClusterLog.open(sandbox.settings())) {
      long records = LogExport.write(log, export, Progress.NONE);
      printer.say(String.format(Locale.ROOT, "%,d records exported to %s", records, export));
    }
  }
}
