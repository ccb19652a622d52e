package io.tokenmarket.simulation;

import io.tokenmarket.schemas.Clearing;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A scenario being simulated. */
public final class ScenarioRun {
  private final Scenario scenario;
  private final List<String> assumptions;
  private final Simulation simulation;
  private Duration took = Duration.ZERO;

  /**
   * Opens the scenario's demand.
   *
   * @throws ScenarioException where the scenario cannot be run
   * @throws io.tokenmarket.producers.demand.DemandException where its trace cannot be used
   */
  public ScenarioRun(Scenario scenario) {
    List<AppGroup.Opened> opened = scenario.open();
    this.scenario = scenario;
    assumptions = scenario.assumptions(opened);
    simulation = new Simulation(scenario.definition(), scenario.population(opened)::commands);
  }

  /** What the result rests on beside the market's rules, one line each. */
  public List<String> assumptions() {
    return assumptions;
  }

  /** Holds all auctions, and hands on each clearing as it comes. */
  public void forEachClearing(Consumer<Clearing> reader) {
    long began = System.nanoTime();
    for (long interval = 0; interval < scenario.intervals(); interval++) {
      reader.accept(simulation.next());
    }
    took = Duration.ofNanos(System.nanoTime() - began);
  }

  /** The end of the run; to be asked once, after all auctions. */
  public RunSummary summary() {
    return new RunSummary(scenario, assumptions, simulation.totals(), took, simulation.hash());
  }
}
