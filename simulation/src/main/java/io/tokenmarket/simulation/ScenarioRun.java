package io.tokenmarket.simulation;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.producers.population.Population;
import io.tokenmarket.producers.strategy.Strategies;
import io.tokenmarket.schemas.Clearing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * A scenario being simulated.
 *
 * <p>The state machine has a thread of its own; two others make the commands a few intervals ahead
 * of it, which strategies may change when it has come that far, and check and hash the events a few
 * behind. What comes out does not depend on it.
 */
public final class ScenarioRun {
  private final Scenario scenario;
  private final List<String> assumptions;
  private final List<Finding> findings;
  private final Population population;
  private final Strategies strategies;
  private final Simulation simulation;
  private final SerialWorker<List<SpecificRecord>> ahead = new SerialWorker<>("commands");
  private long made;
  private Duration took = Duration.ZERO;

  /**
   * Opens the scenario's demand.
   *
   * @throws ScenarioException where the scenario cannot be run
   * @throws io.tokenmarket.producers.demand.DemandException where its trace cannot be used
   */
  public ScenarioRun(Scenario scenario) {
    this(scenario, (entry, events) -> {});
  }

  /**
   * The same.
   *
   * @param recorder gets every entry of the log and the events it causes, in order
   */
  public ScenarioRun(Scenario scenario, BiConsumer<LogEntry, List<SpecificRecord>> recorder) {
    List<AppGroup.Opened> opened = scenario.open();
    this.scenario = scenario;
    assumptions = scenario.assumptions(opened);
    population = scenario.population(opened);
    strategies = scenario.strategies(opened);
    simulation = new Simulation(scenario.definition(), this::played, scenario.meters(), recorder);
    findings = Findings.of(scenario, opened);
    simulation.totals().watch(findings);
  }

  /** What the result rests on beside the market's rules, one line each. */
  public List<String> assumptions() {
    return assumptions;
  }

  /** Holds all auctions, and hands on each clearing as it comes. */
  public void forEachClearing(Consumer<Clearing> reader) {
    forEachAuction(auction -> reader.accept(auction.clearing()));
  }

  /** Holds all auctions, and hands on each as it comes; to be called once. */
  public void forEachAuction(Consumer<HeldAuction> reader) {
    long began = System.nanoTime();
    try (SerialWorker<Void> behind = new SerialWorker<>("accounts");
        ahead) {
      for (long interval = 0; interval < scenario.intervals(); interval++) {
        HeldAuction auction = simulation.hold();
        account(auction, behind);
        strategies.hear(auction.events());
        reader.accept(auction);
      }
      while (!behind.isEmpty()) {
        behind.take();
      }
    }
    took = Duration.ofNanos(System.nanoTime() - began);
  }

  private void account(HeldAuction auction, SerialWorker<Void> behind) {
    if (!behind.hasRoom()) {
      behind.take();
    }
    behind.give(
        () -> {
          simulation.account(auction);
          return null;
        });
  }

  /** Those of the next interval. */
  private List<SpecificRecord> played(long now) {
    while (made < scenario.intervals() && ahead.hasRoom()) {
      long interval = made++;
      ahead.give(() -> commands(interval));
    }
    return strategies.commands(now, ahead.take());
  }

  private List<SpecificRecord> commands(long interval) {
    if (interval > 0) {
      return population.commands(interval);
    }
    List<SpecificRecord> commands = new ArrayList<>(scenario.budgets(population.consumers()));
    commands.addAll(population.commands(interval));
    return commands;
  }

  /** The end of the run; to be asked once, after all auctions. */
  public RunSummary summary() {
    return new RunSummary(
        scenario, assumptions, simulation.totals(), findings, took, simulation.hash());
  }
}
