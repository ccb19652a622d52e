package io.tokenmarket.rest;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.topology.views.MarketViews;

/** Finds what a request names, or says which part of it is not there. */
final class Lookup {
  private final MarketViews views;

  Lookup(MarketViews views) {
    this.views = views;
  }

  MarketDefinition market(String market) {
    return views
        .market(market)
        .orElseThrow(
            () ->
                ProblemType.UNKNOWN_MARKET.because(
                    "No market \"" + market + "\" is defined; /v1/markets lists those that are."));
  }

  /** The tier's name, where the market has such a tier. */
  String tier(MarketDefinition market, String tier) {
    if (market.getTiers().stream().noneMatch(known -> known.getTier().equals(tier))) {
      throw ProblemType.UNKNOWN_SUBJECT.because(
          "Market \"%s\" has no tier \"%s\"; /v1/markets/%1$s/tiers lists those it has."
              .formatted(market.getMarket(), tier));
    }
    return tier;
  }

  /** Log position of the last clearing of a market, -1 before the first. */
  long clearedPosition(String market) {
    return views.latestClearing(market).map(Clearing::getLogPosition).orElse(-1L);
  }

  /**
   * The position of a market's log up to which all settlements are here; they come by another way
   * than the log, so the last of them may still be on it.
   */
  long settledPosition(String market) {
    long position = views.replicas().position(market);
    if (!views.hasReadSettlements(market)) {
      throw ProblemType.NOT_READY.because("The last settlements are still being read.");
    }
    return position;
  }

  /** The last clearing of a market. */
  Clearing latest(String market) {
    market(market);
    return views.latestClearing(market).orElseThrow(() -> nothingCleared(market));
  }

  Clearing clearing(String market, long interval) {
    market(market);
    return views.clearing(market, interval).orElseThrow(() -> notCleared(market, interval));
  }

  private RefusedException notCleared(String market, long interval) {
    long latest =
        views.latestClearing(market).orElseThrow(() -> nothingCleared(market)).getInterval();
    String detail =
        interval > latest
            ? "Interval %d of market \"%s\" is not cleared yet; the last one cleared is %d."
            : "Interval %d of market \"%s\" held no auction; the last one cleared is %d.";
    return ProblemType.UNKNOWN_INTERVAL.because(detail.formatted(interval, market, latest));
  }

  private static RefusedException nothingCleared(String market) {
    return ProblemType.UNKNOWN_INTERVAL.because(
        "Market \"" + market + "\" has not cleared an interval yet.");
  }
}
