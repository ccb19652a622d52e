package io.tokenmarket.producers.demand;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * How the level of demand changes over a run, on top of what a source repeats day by day.
 *
 * @param growths all apply at once
 * @param bursts likewise
 */
public record Trend(List<Growth> growths, List<Burst> bursts) {
  /** Demand as the source has it. */
  public static final Trend LEVEL = new Trend(List.of(), List.of());

  public Trend {
    growths = List.copyOf(growths);
    bursts = List.copyOf(bursts);
  }

  /**
   * Factor on what the buyers of a tier ask for, to sixteen digits: made of {@link StrictMath}, so
   * the same on every JVM.
   */
  public BigDecimal factor(long interval, String tier) {
    BigDecimal factor = BigDecimal.ONE;
    for (Growth growth : growths) {
      factor = factor.multiply(new BigDecimal(growth.at(interval)), MathContext.DECIMAL64);
    }
    for (Burst burst : bursts) {
      factor = burst.covers(interval, tier) ? factor.multiply(burst.factor()) : factor;
    }
    return factor;
  }

  /** A factor that is never exceeded: as if every burst fell on the height of every growth. */
  public BigDecimal ceiling() {
    BigDecimal ceiling = BigDecimal.ONE;
    for (Growth growth : growths) {
      ceiling = ceiling.multiply(growth.factor().max(BigDecimal.ONE));
    }
    for (Burst burst : bursts) {
      ceiling = ceiling.multiply(burst.factor().max(BigDecimal.ONE));
    }
    return ceiling;
  }
}
