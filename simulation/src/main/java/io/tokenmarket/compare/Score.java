package io.tokenmarket.compare;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a policy came to over all intervals; its size does not depend on their number. */
public final class Score {
  private static final int WATTS_PER_MEGAWATT_SCALE = 6;

  private final Policy policy;
  private final List<TierScore> tiers = new ArrayList<>();
  private BigInteger buyers = BigInteger.ZERO;
  private BigInteger sellers = BigInteger.ZERO;
  private BigInteger wattsOffered = BigInteger.ZERO;
  private BigInteger wattsUsed = BigInteger.ZERO;
  private long intervals;

  Score(Policy policy, int tierCount) {
    this.policy = policy;
    for (int tier = 0; tier < tierCount; tier++) {
      tiers.add(new TierScore());
    }
  }

  void add(AllocationTotals tally) {
    intervals++;
    buyers = buyers.add(tally.buyers());
    sellers = sellers.add(tally.sellers());
    wattsOffered = wattsOffered.add(tally.wattsOffered());
    wattsUsed = wattsUsed.add(tally.wattsUsed());
    for (int tier = 0; tier < tiers.size(); tier++) {
      tiers.get(tier).add(tally.tiers().get(tier));
    }
  }

  public Policy policy() {
    return policy;
  }

  /** In the order of the market's definition. */
  public List<TierScore> tiers() {
    return List.copyOf(tiers);
  }

  /** Value less cost of all that was traded, nano-dollars. */
  public BigInteger surplus() {
    return buyers.add(sellers);
  }

  /** Of it the buyers', nano-dollars. */
  public BigInteger buyers() {
    return buyers;
  }

  /** Of it the sellers', nano-dollars. */
  public BigInteger sellers() {
    return sellers;
  }

  /** Power on offer, MW on average over the intervals. */
  public BigDecimal megawattsOffered() {
    return average(wattsOffered);
  }

  /** Power on offer that made nothing, MW on average over the intervals. */
  public BigDecimal megawattsIdle() {
    return average(wattsOffered.subtract(wattsUsed));
  }

  /** Mean of the volatilities of the tiers that traded, per cent; empty where none did. */
  public Optional<BigDecimal> volatility() {
    List<BigDecimal> known = tiers.stream().flatMap(t -> t.volatility().stream()).toList();
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(
            known.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(known.size()), 1, RoundingMode.HALF_UP));
  }

  private BigDecimal average(BigInteger watts) {
    return new BigDecimal(watts, WATTS_PER_MEGAWATT_SCALE)
        .divide(BigDecimal.valueOf(Math.max(1, intervals)), 3, RoundingMode.HALF_UP);
  }

  /** A part of a whole, per cent; 0 of nothing. */
  static BigDecimal percent(BigInteger part, BigInteger whole, int decimals) {
    return whole.signum() == 0
        ? BigDecimal.ZERO.setScale(decimals)
        : new BigDecimal(part)
            .scaleByPowerOfTen(2)
            .divide(new BigDecimal(whole), decimals, RoundingMode.HALF_UP);
  }
}
