package io.tokenmarket.producers.population;

import io.tokenmarket.producers.demand.BuyingRule;
import io.tokenmarket.producers.demand.DemandSource;
import io.tokenmarket.producers.demand.Trend;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Simulated consumer apps: who asks for how much, of which tier, at what price.
 *
 * @param prefix put before the name of every app, so that two groups can share a market; often
 *     empty
 * @param demand tokens by app and window
 * @param buying tier and limit price
 * @param scale factor on every quantity of the source
 * @param trend of the level over a run
 * @param budget the most each bids for in a day, empty for no limit
 */
public record Apps(
    String prefix,
    DemandSource demand,
    BuyingRule buying,
    BigDecimal scale,
    Trend trend,
    Optional<DailyBudget> budget) {
  private static final BigDecimal TOKENS_PER_LOT = BigDecimal.valueOf(Units.TOKENS_PER_LOT);

  public Apps {
    if (scale.signum() <= 0) {
      throw new IllegalArgumentException("the scale of demand is above 0, not " + scale);
    }
  }

  /** Apps whose level stays, without a budget. */
  public Apps(String prefix, DemandSource demand, BuyingRule buying, BigDecimal scale) {
    this(prefix, demand, buying, scale, Trend.LEVEL, Optional.empty());
  }

  /** The apps of a source as they are. */
  public Apps(DemandSource demand, BuyingRule buying) {
    this("", demand, buying, BigDecimal.ONE);
  }

  /** The window an interval uses: the source begins again after its last. */
  int window(long interval) {
    return Math.floorMod(interval, demand.windows());
  }

  /**
   * Whole lots of an interval: tokens x interval / window x scale x factor of the trend, rounded
   * down.
   *
   * @param tokens of the source's whole window
   */
  BigDecimal lots(long tokens, long intervalMillis, BigDecimal factor) {
    return BigDecimal.valueOf(tokens)
        .multiply(BigDecimal.valueOf(intervalMillis))
        .multiply(scale)
        .multiply(factor)
        .divide(
            TOKENS_PER_LOT.multiply(BigDecimal.valueOf(demand.windowMillis())),
            0,
            RoundingMode.FLOOR);
  }
}
