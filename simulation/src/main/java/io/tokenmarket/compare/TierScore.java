package io.tokenmarket.compare;

import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/** What became of one tier under a policy. */
public final class TierScore {
  private BigInteger wanted = BigInteger.ZERO;
  private BigInteger filled = BigInteger.ZERO;
  private BigInteger paid = BigInteger.ZERO;
  private final Spread prices = new Spread();

  void add(AllocationTotals.TierTotals tally) {
    wanted = wanted.add(BigInteger.valueOf(tally.wanted()));
    filled = filled.add(BigInteger.valueOf(tally.filled()));
    paid = paid.add(tally.paid());
    if (tally.filled() > 0) {
      prices.add(tally.paid().doubleValue() / tally.filled());
    }
  }

  /** Lots bid for, at any price. */
  public BigInteger wanted() {
    return wanted;
  }

  /** Lots bought. */
  public BigInteger filled() {
    return filled;
  }

  /** Bought of bid for, per cent with one decimal; 0 where nothing was bid for. */
  public BigDecimal fillRate() {
    return Score.percent(filled, wanted, 1);
  }

  /** $ per million tokens over all that was bought; empty where nothing was. */
  public Optional<BigDecimal> averagePrice() {
    return filled.signum() == 0
        ? Optional.empty()
        : Optional.of(
            new BigDecimal(paid)
                .divide(
                    new BigDecimal(filled).multiply(BigDecimal.valueOf(Units.TICKS_PER_DOLLAR)),
                    6,
                    RoundingMode.HALF_UP));
  }

  /**
   * Standard deviation / mean of the tier's average price of an interval, over the intervals in
   * which any was bought, per cent with one decimal; empty where there is none.
   */
  public Optional<BigDecimal> volatility() {
    return prices.isKnown()
        ? Optional.of(BigDecimal.valueOf(prices.percent()).setScale(1, RoundingMode.HALF_UP))
        : Optional.empty();
  }
}
