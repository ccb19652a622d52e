package io.tokenmarket.rest.resource;

import java.math.BigInteger;

/**
 * What a factory delivered of a trade.
 *
 * @param trade number of the trade in its interval
 */
public record Delivery(long interval, int trade, BigInteger tokens) {}
