package io.tokenmarket.cli;

import io.tokenmarket.simulation.Scenario;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The scenario a command runs from its beginning. */
final class ChosenScenario {
  @Parameters(
      paramLabel = "SCENARIO",
      description = "A shipped scenario by its name, or a YAML file.")
  private String name;

  @Option(
      names = "--demand",
      paramLabel = "KIND:FILE",
      description = "Take the demand from servegen:FILE or azure:FILE.")
  private String demand;

  @Option(names = "--intervals", paramLabel = "N", description = "Hold N auctions.")
  private Long intervals;

  @Option(names = "--seed", paramLabel = "N", description = "Draw from another seed.")
  private Long seed;

  /**
   * @throws io.tokenmarket.simulation.ScenarioException where there is none like this
   */
  Scenario scenario() {
    Scenario scenario = Scenario.named(name);
    scenario = demand == null ? scenario : scenario.withDemand(demand);
    scenario = seed == null ? scenario : scenario.withSeed(seed);
    return intervals == null ? scenario : scenario.withIntervals(intervals);
  }
}
