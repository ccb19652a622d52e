package io.tokenmarket.report;

import io.tokenmarket.simulation.HeldAuction;
import io.tokenmarket.simulation.RunSummary;
import io.tokenmarket.simulation.Scenario;
import io.tokenmarket.simulation.ScenarioRun;
import java.util.ArrayList;
import java.util.List;

/**
 * A run and what was reported of it.
 *
 * @param auctions all of them, in order
 */
record Runs(List<HeldAuction> auctions, MarketReport report, RunSummary summary) {

  static Runs of(Scenario scenario) {
    List<HeldAuction> auctions = new ArrayList<>();
    MarketReport report = new MarketReport(scenario);
    ScenarioRun run = new ScenarioRun(scenario);
    run.forEachAuction(
        auction -> {
          auctions.add(auction);
          report.add(auction);
        });
    return new Runs(auctions, report, run.summary());
  }

  Table table(String name) {
    return table(report, name);
  }

  static Table table(MarketReport report, String name) {
    return report.tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** A column of a table; null where it has nothing. */
  static List<Object> column(Table table, String name) {
    int at = table.columns().stream().map(Table.Column::name).toList().indexOf(name);
    return table.rows().stream().map(row -> row.get(at)).toList();
  }
}
