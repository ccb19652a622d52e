package io.tokenmarket.rest;

import io.tokenmarket.rest.resource.Windows.Window;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;

/** One tier in one window of time, added up auction by auction. */
final class Windowed {
  /** $ of revenue per token in $ per million tokens. */
  private static final int PER_MILLION = 6;

  private final Instant at;
  private final long intervalMillis;
  private int auctions;
  private Long open;
  private long high;
  private long low;
  private long close;
  private BigInteger lots = BigInteger.ZERO;
  private BigInteger lotsBid = BigInteger.ZERO;
  private BigInteger energy = BigInteger.ZERO;
  private BigInteger offered = BigInteger.ZERO;
  private BigDecimal revenue = Units.money(0);

  /**
   * @param at when it begins
   */
  Windowed(Instant at, long intervalMillis) {
    this.at = at;
    this.intervalMillis = intervalMillis;
  }

  void add(Clearing clearing, TierClearing tier) {
    auctions++;
    lots = lots.add(BigInteger.valueOf(tier.getLots()));
    lotsBid = lotsBid.add(BigInteger.valueOf(tier.getBidLots()));
    energy = energy.add(energy(tier.getWatts()));
    offered = offered.add(energy(clearing.getWattsOffered()));
    revenue = revenue.add(tier.getRevenue());
    if (tier.getTraded()) {
      price(tier.getPrice());
    }
  }

  private void price(long ticks) {
    high = open == null ? ticks : Math.max(high, ticks);
    low = open == null ? ticks : Math.min(low, ticks);
    open = open == null ? ticks : open;
    close = ticks;
  }

  private BigInteger energy(long watts) {
    return BigInteger.valueOf(watts).multiply(BigInteger.valueOf(intervalMillis));
  }

  Window resource() {
    boolean sold = open != null;
    BigInteger tokens = Resources.tokens(lots);
    return new Window(
        at,
        auctions,
        sold ? Units.price(open) : null,
        sold ? Units.price(high) : null,
        sold ? Units.price(low) : null,
        sold ? Units.price(close) : null,
        sold ? average(tokens) : null,
        tokens,
        Resources.tokens(lotsBid),
        Resources.megawattHours(energy),
        Resources.megawattHours(offered),
        revenue);
  }

  private BigDecimal average(BigInteger tokens) {
    return revenue
        .movePointRight(PER_MILLION)
        .divide(new BigDecimal(tokens), PER_MILLION, RoundingMode.HALF_EVEN);
  }
}
