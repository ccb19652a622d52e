package io.tokenmarket.clearing;

import java.math.BigInteger;

/**
 * Proves that a basis is optimal for the asks as they were made: at its exact prices every offer
 * runs a mode than which none earns more, and every filled bid is at or above the price, every
 * other at or below.
 *
 * <p>Doubles decide what is clear by a wide margin, integers the rest.
 */
final class Proof {
  private static final double ROUNDING = 1e-15;

  private final Ladder ladder;
  private final Fleet fleet;
  private final Basis basis;
  private final double[] price = new double[Book.MAX_TIERS];
  private final boolean[] whole = new boolean[Book.MAX_TIERS + 1];
  private final int[][] settled = new int[Book.MAX_TIERS + 1][Book.MAX_TIERS + 1];
  private final int[][] settledLead = new int[Book.MAX_TIERS + 1][Book.MAX_TIERS + 1];
  private Fraction[] exact;

  Proof(Ladder ladder, Fleet fleet, Basis basis) {
    this.ladder = ladder;
    this.fleet = fleet;
    this.basis = basis;
  }

  boolean holds(Fraction[] prices) {
    exact = prices;
    whole[basis.size] = true;
    for (int[] none : settled) {
      java.util.Arrays.fill(none, -1);
    }
    for (int t = 0; t < basis.size; t++) {
      price[t] = prices[t].doubleValue();
      whole[t] = prices[t].isWhole();
    }
    for (int t = 0; t < basis.size; t++) {
      if (!fits(t)) {
        return false;
      }
    }
    for (int i = 0; i < fleet.offers; i++) {
      if (!runsBest(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean fits(int tier) {
    int level = basis.filled(tier);
    return exact[tier].compareTo(Fraction.of(ladder.price(tier, level))) >= 0
        && (level == 0 || exact[tier].compareTo(Fraction.of(ladder.price(tier, level - 1))) <= 0)
        && !isCheaperThan(fleet.book.slower(tier), tier);
  }

  private boolean isCheaperThan(int slower, int tier) {
    return slower >= 0 && exact[tier].compareTo(exact[slower]) < 0;
  }

  private boolean runsBest(int offer) {
    int key = fleet.key(offer);
    double own = earns(offer, key);
    int last = fleet.lastMode(offer);
    for (int mode = 0; mode <= last; mode++) {
      if (mode != key && fleet.has(offer, mode)) {
        double lead = own - earns(offer, mode);
        double rounding = ROUNDING * (stakes(offer, key) + stakes(offer, mode));
        if (lead <= rounding && (lead < -rounding || lead(offer, key, mode) < 0)) {
          return false;
        }
      }
    }
    return true;
  }

  private double earns(int offer, int mode) {
    if (fleet.pooled(offer)) {
      return earnsWithPools(offer, mode, 1);
    }
    return mode == fleet.idle()
        ? 0
        : fleet.run(offer, mode) * (price[mode] - fleet.book.ask(offer, mode));
  }

  private double stakes(int offer, int mode) {
    if (fleet.pooled(offer)) {
      return earnsWithPools(offer, mode, -1);
    }
    return mode == fleet.idle()
        ? 0
        : fleet.run(offer, mode) * (Math.abs(price[mode]) + fleet.book.ask(offer, mode));
  }

  /** What the mode earns; with sign -1 the size of the numbers this is the difference of. */
  private double earnsWithPools(int offer, int mode, int sign) {
    double sum = 0;
    for (int part = 0; part < Modes.PARTS; part++) {
      int t = fleet.modes.tier(offer, mode, part);
      double ticks = sign > 0 ? price[t] : Math.abs(price[t]);
      sum +=
          fleet.modes.lots(offer, mode, part) * (ticks - sign * (double) fleet.book.ask(offer, t));
    }
    return sum;
  }

  private Fraction earnsExactly(int offer, int mode) {
    Fraction sum = Fraction.ZERO;
    for (int part = 0; part < Modes.PARTS; part++) {
      int t = fleet.modes.tier(offer, mode, part);
      Fraction margin = exact[t].minus(Fraction.of(fleet.book.ask(offer, t)));
      sum = sum.plus(margin.times(fleet.modes.lots(offer, mode, part)));
    }
    return sum;
  }

  /** Sign of what the key earns more than the mode. */
  private int lead(int offer, int key, int mode) {
    if (fleet.pooled(offer)) {
      return earnsExactly(offer, key).compareTo(earnsExactly(offer, mode));
    }
    if (whole[key] && whole[mode]) {
      return Long.compare(earnsWhole(offer, key), earnsWhole(offer, mode));
    }
    int other = settled[key][mode];
    if (other >= 0 && fleet.alike(offer, other, key, mode)) {
      return settledLead[key][mode];
    }
    settled[key][mode] = offer;
    settledLead[key][mode] = exactLead(offer, key, mode);
    return settledLead[key][mode];
  }

  private int exactLead(int offer, int key, int mode) {
    BigInteger own = over(offer, key).multiply(under(mode));
    return own.compareTo(over(offer, mode).multiply(under(key)));
  }

  private long earnsWhole(int offer, int mode) {
    return mode == fleet.idle()
        ? 0
        : fleet.fullRun(offer, mode) * ((long) price[mode] - fleet.book.ask(offer, mode));
  }

  private BigInteger over(int offer, int mode) {
    if (mode == fleet.idle()) {
      return BigInteger.ZERO;
    }
    BigInteger asked = under(mode).multiply(BigInteger.valueOf(fleet.book.ask(offer, mode)));
    return exact[mode]
        .over()
        .subtract(asked)
        .multiply(BigInteger.valueOf(fleet.fullRun(offer, mode)));
  }

  private BigInteger under(int mode) {
    return mode == fleet.idle() ? BigInteger.ONE : exact[mode].under();
  }
}
