package io.tokenmarket.rest.resource;

import java.util.List;

/**
 * A page of an interval's trades.
 *
 * @param count trades of the interval
 * @param next cursor of the next page, null on the last
 */
public record Trades(
    String market,
    long interval,
    long logPosition,
    int count,
    List<TradeDetail> trades,
    @Nullable String next) {}
