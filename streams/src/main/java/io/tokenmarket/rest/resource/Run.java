package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.math.BigInteger;

/** What an offer makes of one tier; revenue is what buyers pay, fees are part of it. */
public record Run(
    String tier, BigInteger tokens, BigDecimal mw, BigDecimal revenue, BigDecimal fees) {}
