package io.tokenmarket.producers.demand;

import java.math.BigDecimal;
import java.util.List;

/**
 * A day repeated with a factor for each day of a week; the week begins with the source.
 *
 * @param day one day
 * @param factors seven
 */
public record Week(DemandSource day, List<BigDecimal> factors) implements DemandSource {
  private static final int DAYS = 7;

  public Week {
    factors = List.copyOf(factors);
    if (factors.size() != DAYS || factors.stream().anyMatch(factor -> factor.signum() < 0)) {
      throw new DemandException("a week has seven factors from 0 up, not " + factors);
    }
  }

  @Override
  public long windowMillis() {
    return day.windowMillis();
  }

  @Override
  public int windows() {
    return Math.multiplyExact(DAYS, day.windows());
  }

  @Override
  public List<String> apps() {
    return day.apps();
  }

  @Override
  public List<AppDemand> window(int window) {
    BigDecimal factor = factors.get(window / day.windows());
    return day.window(window % day.windows()).stream().map(wish -> scaled(wish, factor)).toList();
  }

  @Override
  public String describe() {
    return day.describe() + ", days of the week x " + factors;
  }

  private static AppDemand scaled(AppDemand wish, BigDecimal factor) {
    return new AppDemand(
        wish.app(),
        factor.multiply(BigDecimal.valueOf(wish.tokens())).toBigInteger().longValueExact());
  }
}
