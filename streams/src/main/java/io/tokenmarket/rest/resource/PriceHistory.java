package io.tokenmarket.rest.resource;

import java.util.List;

/**
 * Prices of a range of intervals, earliest first.
 *
 * @param next cursor of the next page, null on the last
 */
public record PriceHistory(
    String market, long logPosition, List<Prices> intervals, @Nullable String next) {}
