package io.tokenmarket.report;

import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.simulation.HeldAuction;
import io.tokenmarket.simulation.Scenario;
import java.util.List;

/**
 * What a run is shown by. It is told of each auction, in order; its size does not depend on their
 * number.
 */
public final class MarketReport {
  private static final int POINTS = 2_000;
  private static final int COLUMNS = 240;
  private static final int AUCTIONS = 24;

  private final Scenario scenario;
  private final Slices slices;
  private final List<Plot> plots;

  public MarketReport(Scenario scenario) {
    this.scenario = scenario;
    slices = Slices.of(scenario, POINTS);
    List<String> tiers =
        scenario.definition().getTiers().stream().map(TierDefinition::getTier).toList();
    plots =
        List.of(
            new PricePlot(slices, tiers),
            new PowerPlot(slices, tiers),
            new DurationPlot(tiers),
            new RevenuePlot(scenario.definition().getIntervalMillis(), tiers),
            new UtilisationPlot(Slices.of(scenario, COLUMNS)),
            new CurvePlot(Slices.of(scenario, AUCTIONS)));
  }

  /** Takes in the next auction. */
  public void add(HeldAuction auction) {
    plots.forEach(plot -> plot.add(auction));
  }

  Scenario scenario() {
    return scenario;
  }

  /** Intervals of a point of a plot over time. */
  long intervalsPerPoint() {
    return slices.length();
  }

  /** All that is plotted. */
  public List<Table> tables() {
    return plots.stream().flatMap(plot -> plot.tables().stream()).toList();
  }
}
