package io.tokenmarket.rest.resource;

import java.time.Instant;
import java.util.List;

/**
 * The prices of one interval.
 *
 * @param at when the interval begins; its gate closed then
 */
public record Prices(
    String market, long interval, Instant at, long logPosition, List<TierPrice> tiers) {}
