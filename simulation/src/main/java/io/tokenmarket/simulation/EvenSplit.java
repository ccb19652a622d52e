package io.tokenmarket.simulation;

import io.tokenmarket.producers.catalogue.Hardware;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A seller that splits its power evenly over tiers and sells all of it at list prices: how the
 * keynote of 16 March 2026 works out what a gigawatt earns.
 *
 * @param tiers the power is split over; none for no such seller
 * @param listPrices $ per million tokens, by tier
 * @param hardware by name
 */
record EvenSplit(
    List<String> tiers, Map<String, BigDecimal> listPrices, Map<String, Hardware> hardware) {
  /** No such seller. */
  static final EvenSplit NONE = new EvenSplit(List.of(), Map.of(), Map.of());

  private static final BigDecimal SECONDS_PER_YEAR = BigDecimal.valueOf(31_536_000);
  private static final BigDecimal MEGAWATTS = BigDecimal.valueOf(1_000);
  private static final int MILLION = 6;

  /**
   * $ that 1 GW of the hardware earns in a year: the sum over the tiers of MW / number of tiers x
   * tokens per second per MW x seconds x list price. Empty for hardware or tiers unknown.
   */
  Optional<BigDecimal> dollarsPerGigawattYear(String name) {
    return tiers.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(hardware.get(name)).map(this::dollarsPerGigawattYear);
  }

  BigDecimal dollarsPerGigawattYear(Hardware kind) {
    return tiers.stream()
        .map(tier -> perSecond(kind, tier))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .multiply(SECONDS_PER_YEAR)
        .setScale(2, RoundingMode.HALF_UP);
  }

  /** $ a second that 1 GW earns with the part of it that makes the tier. */
  private BigDecimal perSecond(Hardware kind, String tier) {
    return BigDecimal.valueOf(kind.tokensPerSecondPerMw(tier))
        .multiply(MEGAWATTS)
        .multiply(listPrices.get(tier))
        .movePointLeft(MILLION)
        .divide(BigDecimal.valueOf(tiers.size()), MathContext.DECIMAL64);
  }

  /**
   * Tokens of a tier that so many watts of the hardware make in an interval when split, rounded
   * down.
   */
  BigDecimal tokens(String name, String tier, long watts, long intervalMillis) {
    Hardware kind = hardware.get(name);
    if (kind == null || !tiers.contains(tier)) {
      return BigDecimal.ZERO;
    }
    return BigDecimal.valueOf(kind.tokensPerSecondPerMw(tier))
        .multiply(BigDecimal.valueOf(watts))
        .multiply(BigDecimal.valueOf(intervalMillis))
        .movePointLeft(MILLION + 3)
        .divide(BigDecimal.valueOf(tiers.size()), 0, RoundingMode.FLOOR);
  }
}
