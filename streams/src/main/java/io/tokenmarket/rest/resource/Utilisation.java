package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How much of the power on offer was sold and delivered. For a tier, the power on offer is the
 * whole market's. Ratios are 0 to 1, rounded down.
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
   * A sum. The last three are over the intervals that are settled, null where none is.
   *
   * @param utilisation sold of offered; null where nothing was on offer
   * @param mwhDelivered energy that makes what was delivered
   * @param deliveredOfSold tokens delivered and paid for, of those sold
   * @param deliveredOfCapacity mwhDelivered of the energy on offer
   */
  public record Total(
      BigDecimal mwhOffered,
      BigDecimal mwhSold,
      @Nullable BigDecimal utilisation,
      @Nullable BigDecimal mwhDelivered,
      @Nullable BigDecimal deliveredOfSold,
      @Nullable BigDecimal deliveredOfCapacity) {}

  /** One interval of one market. The last three are null until it is settled. */
  public record Interval(
      String market,
      long interval,
      Instant at,
      BigDecimal mwOffered,
      BigDecimal mwSold,
      @Nullable BigDecimal utilisation,
      @Nullable BigDecimal mwDelivered,
      @Nullable BigDecimal deliveredOfSold,
      @Nullable BigDecimal deliveredOfCapacity) {}
}
