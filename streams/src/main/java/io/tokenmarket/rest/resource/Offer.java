package io.tokenmarket.rest.resource;

import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a factory offers to a market. The protocol says what each term means.
 *
 * @param mw power on offer, whole kW
 * @param intervals for how many auctions it is open, 1 where left out
 * @param steps more power at other asks
 * @param pools for a site of several pools; rates are then empty
 * @param recipes how the pools make tiers
 * @param untilCancelled whether it is open until cancelled
 * @param interval the one interval it is for
 */
public record Offer(
    @Name String site,
    @Name String hardware,
    @Decimal(places = 3) BigDecimal mw,
    @Nullable List<Rate> rates,
    @Nullable @Between(least = 1, most = Units.AUCTIONS_LIMIT) Long intervals,
    @Nullable List<Step> steps,
    @Nullable List<Pool> pools,
    @Nullable List<Recipe> recipes,
    @Nullable Boolean untilCancelled,
    @Nullable @Between(least = 0, most = Counts.INTERVAL) Long interval) {

  /** Further power at asks of its own. */
  public record Step(@Decimal(places = 3) BigDecimal mw, List<Rate> rates) {}

  /** Hardware of one kind in a site where a token needs several kinds. */
  public record Pool(@Name String pool, @Decimal(places = 3) BigDecimal mw) {}

  /**
   * One way to make a tier.
   *
   * @param ask lowest price accepted, $ per million tokens
   * @param rates for each pool in order, tokens per second per MW of it; 0: takes nothing of it
   */
  public record Recipe(
      String tier,
      @Decimal(places = 6) BigDecimal ask,
      @Between(least = 0, most = Units.RATE_LIMIT) List<Long> rates) {}
}
