package io.tokenmarket.rest;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.topology.views.MarketViews;
import java.util.List;

/**
 * A page of a market's clearings, earliest first. The cursor is the interval the next one begins
 * with.
 *
 * @param logPosition that the clearings are complete to, -1 before the first
 * @param next cursor of the next page, null on the last
 */
record ClearingPage(String market, long logPosition, List<Clearing> clearings, String next) {

  static ClearingPage of(MarketViews views, Lookup lookup, Parameters parameters) {
    MarketDefinition market = lookup.market(parameters.path("market"));
    long position = lookup.clearedPosition(market.getMarket());
    int limit = parameters.limit();
    long from = parameters.numberCursor().orElseGet(() -> parameters.from(market));
    List<Clearing> found =
        views.clearings(market.getMarket(), from, parameters.to(market), limit + 1);
    return found.size() <= limit
        ? new ClearingPage(market.getMarket(), position, found, null)
        : new ClearingPage(
            market.getMarket(),
            position,
            found.subList(0, limit),
            Parameters.cursor(Long.toString(found.get(limit).getInterval())));
  }
}
