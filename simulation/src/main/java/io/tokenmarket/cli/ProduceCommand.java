package io.tokenmarket.cli;

import io.tokenmarket.producers.population.Population;
import io.tokenmarket.sandbox.Participants;
import io.tokenmarket.simulation.Scenario;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The simulated participants against a real cluster. */
@Command(
    name = "produce",
    description = "Run simulated factories and apps against a running exchange.",
    mixinStandardHelpOptions = true)
final class ProduceCommand implements Callable<Integer> {
  @Mixin private ClusterOptions cluster;
  @Mixin private ScenarioOptions scenario;
  @Mixin private AuctionPrinter printer;

  @Override
  public Integer call() throws InterruptedException {
    try (StopSignal stop = StopSignal.listen()) {
      Scenario chosen = scenario.scenario();
      Population population = chosen.population();
      cluster.connect().close();
      try (Participants participants =
          ScenarioOptions.connect(cluster.settings(), chosen, population)) {
        participants.begin();
        printer.print(participants, population.market(), stop, () -> {});
      }
    }
    return 0;
  }
}
