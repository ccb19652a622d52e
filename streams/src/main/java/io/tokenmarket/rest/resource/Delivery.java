package io.tokenmarket.rest.resource;

import java.math.BigInteger;

/**
 * What a factory delivered of a trade.
 *
 * @param trade number of the trade in its interval
 */
public record Delivery(
    @Between(least = 0, most = Counts.INTERVAL) long interval,
    @Between(least = 0, most = Integer.MAX_VALUE) int trade,
    @Between(least = 0, most = Counts.TOKENS) BigInteger tokens) {}
