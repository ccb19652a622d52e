package io.tokenmarket.rest.resource;

import java.math.BigDecimal;

/**
 * What power can make of a tier, and for how much.
 *
 * @param tokensPerSecondPerMw 0 where it cannot
 * @param ask lowest price accepted, $ per million tokens
 */
public record Rate(String tier, long tokensPerSecondPerMw, BigDecimal ask) {}
