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

  /** The clearings up to which an answer reads, by market: what comes in meanwhile is left out. */
  Map<String, Clearing> latest(MarketViews views) {
    Map<String, Clearing> read = new TreeMap<>();
    for (MarketDefinition market : markets) {
      String name = market.getMarket();
      views.latestClearing(name).ifPresent(clearing -> read.put(name, clearing));
    }
    return read;
  }
}
