package io.tokenmarket.simulation;

import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/** What a tier sold over a whole run, exact. */
public final class TierTotal {
  private BigInteger lots = BigInteger.ZERO;
  private BigDecimal revenue = BigDecimal.ZERO;
  private long lowest;
  private long highest;
  private long highestIn = -1;

  /** Adds what was sold in an interval. */
  public void add(TierClearing tier, long interval) {
    if (tier.getTraded()) {
      lowest = highestIn < 0 ? tier.getPrice() : Math.min(lowest, tier.getPrice());
      highestIn = highestIn < 0 || tier.getPrice() > highest ? interval : highestIn;
      highest = Math.max(highest, tier.getPrice());
    }
    lots = lots.add(BigInteger.valueOf(tier.getLots()));
    revenue = revenue.add(tier.getRevenue());
  }

  /** Tokens sold. */
  public BigInteger tokens() {
    return lots.multiply(BigInteger.valueOf(Units.TOKENS_PER_LOT));
  }

  /** $ paid for them. */
  public BigDecimal revenue() {
    return revenue;
  }

  /**
   * Revenue / tokens, $ per million tokens: the volume-weighted price, rounded half up to the tick
   * for display; empty where nothing was sold.
   */
  public Optional<BigDecimal> averagePrice() {
    return lots.signum() == 0
        ? Optional.empty()
        : Optional.of(
            revenue.scaleByPowerOfTen(6).divide(new BigDecimal(tokens()), 6, RoundingMode.HALF_UP));
  }

  /** The lowest clearing price, $ per million tokens; empty where nothing was sold. */
  public Optional<BigDecimal> lowestPrice() {
    return highestIn < 0 ? Optional.empty() : Optional.of(Units.price(lowest));
  }

  /** The highest clearing price, $ per million tokens; empty where nothing was sold. */
  public Optional<BigDecimal> highestPrice() {
    return highestIn < 0 ? Optional.empty() : Optional.of(Units.price(highest));
  }

  /** The first interval of the highest clearing price, -1 where nothing was sold. */
  public long highestIn() {
    return highestIn;
  }
}
