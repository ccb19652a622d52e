package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A market and its rules.
 *
 * @param origin when interval 0 begins
 * @param priceStep $ per million tokens; prices of orders are multiples of it
 * @param feePpm the exchange's fee, parts per million
 * @param lastInterval the last interval cleared, null before the first
 * @param logPosition how far the market's log is read, null before the first clearing
 */
public record Market(
    String market,
    Instant origin,
    long intervalMillis,
    BigDecimal priceStep,
    long feePpm,
    long memoryAuctions,
    List<Tier> tiers,
    Long lastInterval,
    Long logPosition) {}
