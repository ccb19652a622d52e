package io.tokenmarket.producers.demand;

import java.math.BigDecimal;

/**
 * Demand that multiplies by a factor at an even rate, and is constant before and after.
 *
 * @param what grows, for whoever reads the result
 * @param factor at the end
 * @param from last interval before it begins
 * @param to first interval at the whole factor
 */
public record Growth(String what, BigDecimal factor, long from, long to) {
  public Growth {
    if (factor.signum() <= 0) {
      throw new DemandException("growth is by a factor above 0, not " + factor);
    }
    if (from >= to) {
      throw new DemandException("growth ends after it begins");
    }
  }

  /** factor^(share of the way), so that equal times multiply by equal factors. */
  double at(long interval) {
    double way = (double) (Math.min(Math.max(interval, from), to) - from) / (to - from);
    return StrictMath.pow(factor.doubleValue(), way);
  }
}
