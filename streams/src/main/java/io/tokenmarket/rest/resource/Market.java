package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * A market and its rules.
 *
 * @param origin when interval 0 begins
 * @param priceStep $ per million tokens; prices of orders are multiples of it
 * @param feePpm the exchange's fee, parts per million
 * @param positionTokens most that one participant may want in an interval, null for no limit
 * @param positionMw most that one participant may offer, null for no limit
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
    long noCancelMillis,
    long indicativeMillis,
    @Nullable BigInteger positionTokens,
    @Nullable BigDecimal positionMw,
    boolean netOwnTrades,
    boolean cascade,
    long settlementIntervals,
    long penaltyPpm,
    List<Tier> tiers,
    @Nullable Long lastInterval,
    @Nullable Long logPosition) {}
