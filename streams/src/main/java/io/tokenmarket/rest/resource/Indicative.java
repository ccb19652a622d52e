package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * What the coming auction would give if its gate closed now. Nothing follows from it.
 *
 * @param interval of the auction to come
 * @param number 0 where the phase before the gate began, then counting
 * @param at when it was due
 */
public record Indicative(
    String market,
    long interval,
    int number,
    Instant at,
    long logPosition,
    List<IndicativePrice> tiers) {

  /**
   * One tier, as in the prices of an interval.
   *
   * @param tokens that would be sold
   * @param tokensBid bid for at any price
   */
  public record IndicativePrice(
      String tier,
      @Nullable BigDecimal price,
      BigDecimal lowest,
      BigDecimal highest,
      BigInteger tokens,
      BigInteger tokensBid) {}
}
