package io.tokenmarket.rest.resource;

import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;

/**
 * What power can make of a tier, and for how much.
 *
 * @param tokensPerSecondPerMw 0 where it cannot
 * @param ask lowest price accepted, $ per million tokens
 */
public record Rate(
    String tier,
    @Between(least = 0, most = Units.RATE_LIMIT) long tokensPerSecondPerMw,
    @Decimal(places = 6) BigDecimal ask) {}
