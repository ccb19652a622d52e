package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * One tier of a clearing; prices in $ per million tokens.
 *
 * @param traded false where nothing was sold: the price is then a number of the certificate only
 * @param tokensBid bid for at any price
 */
public record ClearedTier(
    String tier,
    boolean traded,
    BigDecimal price,
    BigDecimal lowest,
    BigDecimal highest,
    BigInteger tokens,
    BigInteger tokensBid,
    BigDecimal mw,
    BigDecimal revenue,
    BigDecimal fees) {}
