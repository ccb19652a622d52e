package io.tokenmarket.report;

import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as they are shown: in the unit of the axis, with no more digits than it can be read to.
 */
final class Figure {
  static final String PRICE = "$ per million tokens";
  private static final MathContext DIGITS = new MathContext(7, RoundingMode.HALF_UP);
  private static final int WATTS_PER_MEGAWATT_SCALE = 6;
  private static final double LOTS_PER_MILLION_TOKENS = 1e6 / Units.TOKENS_PER_LOT;

  private Figure() {}

  /** Ticks as $ per million tokens. */
  static BigDecimal price(long ticks) {
    return plain(Units.price(ticks));
  }

  /** Lots as millions of tokens. */
  static BigDecimal millionTokens(double lots) {
    return rounded(lots / LOTS_PER_MILLION_TOKENS);
  }

  /** The mean of a sum of watts, in MW; null over nothing. */
  static BigDecimal meanMegawatts(long watts, long count) {
    return count == 0
        ? null
        : plain(
            BigDecimal.valueOf(watts, WATTS_PER_MEGAWATT_SCALE)
                .divide(BigDecimal.valueOf(count), DIGITS));
  }

  static BigDecimal rounded(double number) {
    return plain(new BigDecimal(number).round(DIGITS));
  }

  /** Without zeros behind it. */
  static BigDecimal plain(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }
}
