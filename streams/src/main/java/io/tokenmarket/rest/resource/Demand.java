package io.tokenmarket.rest.resource;

import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * What an app wants of a market. The protocol says what each term means.
 *
 * @param tokens per interval, whole lots of 1,000
 * @param limitPrice highest price paid, $ per million tokens
 * @param intervals for how many auctions it is open, 1 where left out
 * @param steps behind the first; prices fall from step to step
 * @param once whether the tokens are wanted once in all and not in each auction
 * @param untilCancelled whether it is open until cancelled
 * @param interval the one interval it is for
 */
public record Demand(
    String tier,
    @WholeLots @Between(least = Units.TOKENS_PER_LOT, most = Counts.TOKENS) BigInteger tokens,
    @Decimal(places = 6) BigDecimal limitPrice,
    @Nullable @Between(least = 1, most = Units.AUCTIONS_LIMIT) Long intervals,
    @Nullable List<Step> steps,
    @Nullable Boolean once,
    @Nullable Boolean untilCancelled,
    @Nullable @Between(least = 0, most = Counts.INTERVAL) Long interval) {

  /** A further quantity at a lower price. */
  public record Step(
      @WholeLots @Between(least = Units.TOKENS_PER_LOT, most = Counts.TOKENS) BigInteger tokens,
      @Decimal(places = 6) BigDecimal limitPrice) {}
}
