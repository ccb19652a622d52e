package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The price of one tier, $ per million tokens.
 *
 * @param price null where nothing was sold
 * @param lowest lowest price that clears
 * @param highest highest price that clears
 * @param tokens sold
 */
public record TierPrice(
    String tier,
    @Nullable BigDecimal price,
    BigDecimal lowest,
    BigDecimal highest,
    BigInteger tokens) {}
