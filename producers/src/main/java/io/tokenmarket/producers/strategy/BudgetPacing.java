package io.tokenmarket.producers.strategy;

import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.TokenDemand;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An app that makes its money last: after n intervals of a horizon of N it has spent at most n/N of
 * its budget. It bids for no more than that allows were every bid paid at its limit, so it never
 * overspends; what it did not spend it may spend later.
 */
public final class BudgetPacing implements Strategy {
  private final BigInteger budget;
  private final long horizon;
  private long spent;

  /** What it bids for in this interval, at limit prices, nano-dollars. */
  private long atStake;

  private long current = -1;

  /**
   * @param nanoDollars budget over the horizon
   * @param horizon intervals, counted from interval 0
   */
  public BudgetPacing(long nanoDollars, long horizon) {
    if (nanoDollars < 0 || horizon < 1) {
      throw new IllegalArgumentException("a budget is 0 or more, over 1 interval or more");
    }
    budget = BigInteger.valueOf(nanoDollars);
    this.horizon = horizon;
  }

  @Override
  public Optional<TokenDemand> demand(long interval, TokenDemand truthful) {
    if (interval != current) {
      current = interval;
      atStake = 0;
    }
    long price = truthful.getLimitPrice();
    long lots = truthful.getLots();
    long bid = price == 0 ? lots : Math.min(lots, free(interval) / price);
    atStake += bid * price;
    return bid == 0
        ? Optional.empty()
        : Optional.of(
            bid == lots ? truthful : TokenDemand.newBuilder(truthful).setLots(bid).build());
  }

  private long free(long interval) {
    BigInteger passed = BigInteger.valueOf(Math.min(interval + 1, horizon));
    long allowed = budget.multiply(passed).divide(BigInteger.valueOf(horizon)).longValueExact();
    return Math.max(0, allowed - spent - atStake);
  }

  @Override
  public void awarded(OrderAwarded award) {
    spent = Math.addExact(spent, award.getNanoDollars());
  }
}
