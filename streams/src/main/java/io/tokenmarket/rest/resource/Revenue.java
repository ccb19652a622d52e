package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a factory, hardware, tier or market sold.
 *
 * @param by factory, hardware, tier or market
 * @param logPosition by market: how far its log is read
 * @param total over all intervals asked for, listed on this page or not
 * @param next cursor of the next page, null on the last
 */
public record Revenue(
    String by,
    String name,
    Map<String, Long> logPosition,
    Total total,
    List<Interval> intervals,
    @Nullable String next) {

  /**
   * A sum.
   *
   * @param revenue $ paid by buyers
   * @param fees $ of it kept by the exchange
   * @param earned $ of it received by sellers
   */
  public record Total(BigDecimal revenue, BigDecimal fees, BigDecimal earned, BigInteger tokens) {}

  /** One interval of one market. */
  public record Interval(
      String market,
      long interval,
      Instant at,
      BigDecimal revenue,
      BigDecimal fees,
      BigDecimal earned,
      BigInteger tokens) {}
}
