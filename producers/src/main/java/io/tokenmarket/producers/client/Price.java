package io.tokenmarket.producers.client;

import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;

/** Prices as people write them. */
final class Price {
  private static final BigDecimal HIGHEST = Units.price(Units.PRICE_LIMIT - 1);

  private Price() {}

  /**
   * $ per million tokens as ticks.
   *
   * @throws IllegalArgumentException where it is no whole number of ticks, negative or too high
   */
  static long ticks(BigDecimal dollars) {
    if (dollars.signum() < 0 || dollars.compareTo(HIGHEST) > 0) {
      throw refused(dollars, null);
    }
    try {
      return Units.ticks(dollars);
    } catch (ArithmeticException offGrid) {
      throw refused(dollars, offGrid);
    }
  }

  private static IllegalArgumentException refused(BigDecimal dollars, ArithmeticException cause) {
    return new IllegalArgumentException(
        "price %s is not on the tick grid: give $ per million tokens from 0 to %s with at most six decimals"
            .formatted(dollars, HIGHEST),
        cause);
  }
}
