package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What one more MW would have earned in an interval, by where and what it is: the shadow prices of
 * the offers, weighted with their power.
 *
 * @param entries by site and hardware
 * @param sites of all hardware of a site
 * @param hardware of a hardware at all sites
 */
public record ShadowPrices(
    String market,
    long interval,
    Instant at,
    long logPosition,
    List<Entry> entries,
    List<Entry> sites,
    List<Entry> hardware) {

  /**
   * One line of the index.
   *
   * @param site null for all
   * @param hardware null for all
   * @param mw on offer
   * @param mwSold of it sold
   * @param shadowPrice $ per MW and interval, rounded down
   */
  public record Entry(
      @Nullable String site,
      @Nullable String hardware,
      BigDecimal mw,
      BigDecimal mwSold,
      BigDecimal shadowPrice) {}
}
