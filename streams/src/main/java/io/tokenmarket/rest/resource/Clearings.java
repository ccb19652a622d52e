package io.tokenmarket.rest.resource;

import java.util.List;

/**
 * Auctions of a range of intervals, earliest first.
 *
 * @param next cursor of the next page, null on the last
 */
public record Clearings(
    String market, long logPosition, List<ClearingSummary> clearings, @Nullable String next) {}
