package io.tokenmarket.rest;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.topology.views.Grouping;
import io.tokenmarket.topology.views.MarketViews;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whose performance is asked for.
 *
 * @param markets those of the asked for in which the subject was part of an auction
 */
record Selection(Grouping by, String subject, List<MarketDefinition> markets) {

  /** How far the views have read each market. Asked before the entries, it never says too much. */
  Map<String, Long> logPosition(MarketViews views) {
    Map<String, Long> read = new TreeMap<>();
    for (MarketDefinition market : markets) {
      String name = market.getMarket();
      views.latestClearing(name).map(Clearing::getLogPosition).ifPresent(p -> read.put(name, p));
    }
    return read;
  }
}
