package io.tokenmarket.simulation;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A scenario that was run, with all its clearings. */
final class Watched {
  private final List<Clearing> clearings = new ArrayList<>();
  private final RunSummary summary;

  Watched(Scenario scenario) {
    ScenarioRun run = new ScenarioRun(scenario);
    run.forEachClearing(clearings::add);
    summary = run.summary();
  }

  static Watched shipped(String name) {
    return new Watched(Scenario.shipped(name));
  }

  RunSummary summary() {
    return summary;
  }

  /** The first finding of a kind. */
  <T extends Finding> T finding(Class<T> kind) {
    return summary.findings().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Volume-weighted $ per million tokens from one interval up to another, empty where none sold.
   */
  Optional<BigDecimal> price(String tier, int from, int to) {
    BigDecimal revenue = BigDecimal.ZERO;
    BigDecimal lots = BigDecimal.ZERO;
    for (Clearing clearing : clearings.subList(from, to)) {
      TierClearing sold = tier(clearing, tier);
      revenue = revenue.add(sold.getRevenue());
      lots = lots.add(BigDecimal.valueOf(sold.getLots()));
    }
    return lots.signum() == 0
        ? Optional.empty()
        : Optional.of(
            revenue.divide(lots.multiply(Units.money(1_000_000)), 6, RoundingMode.HALF_UP));
  }

  /** $ paid from one interval up to another. */
  BigDecimal revenue(int from, int to) {
    return clearings.subList(from, to).stream()
        .map(Clearing::getRevenue)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Watt-intervals a factory sold from one interval up to another. */
  long sold(String factory, int from, int to) {
    return clearings.subList(from, to).stream()
        .flatMap(clearing -> clearing.getOffers().stream())
        .filter(offer -> offer.getFactory().equals(factory))
        .flatMap(offer -> offer.getRuns().stream())
        .mapToLong(run -> run.getWatts())
        .sum();
  }

  private static TierClearing tier(Clearing clearing, String name) {
    return clearing.getTiers().stream()
        .filter(tier -> tier.getTier().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
