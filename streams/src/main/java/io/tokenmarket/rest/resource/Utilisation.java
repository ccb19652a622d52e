package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How much of the power on offer was sold. For a tier, the power on offer is the whole market's.
 *
 * @param by factory, hardware, tier or market
 * @param logPosition by market: how far its log is read
 * @param total over all intervals asked for, listed on this page or not
 * @param next cursor of the next page, null on the last
 */
public record Utilisation(
    String by,
    String name,
    Map<String, Long> logPosition,
    Total total,
    List<Interval> intervals,
    @Nullable String next) {

  /**
   * A sum.
   *
   * @param utilisation sold of offered, 0 to 1, rounded down; null where nothing was on offer
   */
  public record Total(
      BigDecimal mwhOffered, BigDecimal mwhSold, @Nullable BigDecimal utilisation) {}

  /** One interval of one market. */
  public record Interval(
      String market,
      long interval,
      Instant at,
      BigDecimal mwOffered,
      BigDecimal mwSold,
      @Nullable BigDecimal utilisation) {}
}
