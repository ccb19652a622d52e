package io.tokenmarket.rest.resource;

import java.math.BigDecimal;

/** A tier of a market's rules; prices in $ per million tokens. */
public record Tier(
    String tier,
    long tokensPerSecondPerUser,
    long contextTokens,
    BigDecimal floor,
    BigDecimal cap,
    BigDecimal listPrice) {}
