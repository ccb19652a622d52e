package io.tokenmarket.clearing;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * What each offer makes, in whole lots.
 *
 * <p>All but the offers that links tie run one mode whole. What the few split offers make is found
 * tier by tier: a tier with one unknown fixes it, an offer with one unknown makes what its power is
 * still good for. Then each tier is trimmed to, or topped up to, what its bids want.
 */
final class Fill {
  private static final double NOTHING = 1e-3;
  private static final int UNKNOWN = -1;

  private final Ladder ladder;
  private final Fleet fleet;
  private final Basis basis;

  private Outcome outcome;
  private int splits;
  private final int[] offer = new int[Book.MAX_TIERS];
  private final long[][] made = new long[Book.MAX_TIERS][Book.MAX_TIERS];
  private final double[][] wanted = new double[Book.MAX_TIERS][Book.MAX_TIERS + 1];
  private final long[] supply = new long[Book.MAX_TIERS];
  private final long[] least = new long[Book.MAX_TIERS];
  private final long[] most = new long[Book.MAX_TIERS];
  private final boolean[] open = new boolean[Book.MAX_TIERS];

  Fill(Ladder ladder, Fleet fleet, Basis basis) {
    this.ladder = ladder;
    this.fleet = fleet;
    this.basis = basis;
  }

  /** Decides what the split offers make; all others make their key's full run. */
  void run(Outcome prices) {
    outcome = prices;
    findDemand();
    findSplits();
    start();
    solve(false);
    balance();
    long dust = dust();
    if (dust > 2L * basis.size) {
      tryFloors(dust);
    }
  }

  private void tryFloors(long dust) {
    long[][] exact = new long[splits][];
    for (int s = 0; s < splits; s++) {
      exact[s] = made[s].clone();
    }
    start();
    solve(true);
    balance();
    if (dust() >= dust) {
      for (int s = 0; s < splits; s++) {
        System.arraycopy(exact[s], 0, made[s], 0, exact[s].length);
      }
    }
  }

  /** Lots that bids take at the prices: between {@code least} and {@code most} in each tier. */
  private void findDemand() {
    for (int t = 0; t < basis.size; t++) {
      int link = basis.bidLink(t);
      boolean some = link >= 0 && basis.lots(link) > basis.tolerance();
      boolean full = some && basis.lots(link) >= basis.room(link) - basis.tolerance();
      most[t] = some ? ladder.through(t, basis.filled(t)) : ladder.before(t, basis.filled(t));
      least[t] = full ? most[t] : ladder.before(t, basis.filled(t));
      open[t] = some && !full;
    }
  }

  private void findSplits() {
    splits = 0;
    for (int l = 0; l < basis.size; l++) {
      if (basis.kind(l) == Basis.Kind.OFFER) {
        int s = indexOf(basis.who(l));
        if (s == splits) {
          splits++;
          offer[s] = basis.who(l);
          Arrays.fill(wanted[s], 0);
          wanted[s][fleet.key(offer[s])] = 1;
        }
        double share = Math.max(0, basis.share(l));
        wanted[s][basis.what(l)] += share;
        wanted[s][fleet.key(offer[s])] -= share;
      }
    }
  }

  private int indexOf(int who) {
    int s = 0;
    while (s < splits && offer[s] != who) {
      s++;
    }
    return s;
  }

  /** Whether links split the offer; if not it makes its key's full run. */
  boolean split(int who) {
    return fleet.tied(who);
  }

  /** Lots that a split offer makes. */
  long made(int who, int tier) {
    return made[indexOf(who)][tier];
  }

  private void start() {
    for (int t = 0; t < basis.size; t++) {
      supply[t] = fleet.supply(t);
    }
    for (int s = 0; s < splits; s++) {
      Arrays.fill(made[s], 0);
      int key = fleet.key(offer[s]);
      if (key != fleet.idle()) {
        supply[key] -= fleet.fullRun(offer[s], key);
      }
      for (int t = 0; t < basis.size; t++) {
        if (wanted[s][t] * fleet.run(offer[s], t) > NOTHING) {
          made[s][t] = UNKNOWN;
        }
      }
      runWhole(s);
    }
  }

  /** An offer whose one mode takes all but a speck of its power runs it whole. */
  private void runWhole(int s) {
    for (int t = 0; t < basis.size; t++) {
      double run = fleet.run(offer[s], t);
      if (made[s][t] == UNKNOWN && (1 - wanted[s][t]) * run < NOTHING) {
        Arrays.fill(made[s], 0);
        set(s, t, fleet.fullRun(offer[s], t));
        return;
      }
    }
  }

  private void set(int s, int tier, long lots) {
    made[s][tier] = lots;
    supply[tier] += lots;
  }

  private void solve(boolean floors) {
    while (!floors && (peelTier() || peelOffer()) || roundOne()) {}
  }

  private boolean peelTier() {
    for (int t = 0; t < basis.size; t++) {
      int s = open[t] ? UNKNOWN : onlySplit(t);
      if (s >= 0) {
        set(s, t, Math.max(0, Math.min(least[t] - supply[t], room(s, t))));
        return true;
      }
    }
    return false;
  }

  /** The one split offer whose part of the tier is unknown, or -1. */
  private int onlySplit(int tier) {
    int only = UNKNOWN;
    for (int s = 0; s < splits; s++) {
      if (made[s][tier] == UNKNOWN) {
        if (only != UNKNOWN) {
          return UNKNOWN;
        }
        only = s;
      }
    }
    return only;
  }

  private boolean peelOffer() {
    for (int s = 0; s < splits; s++) {
      int t = onlyTier(s);
      if (t >= 0 && wanted[s][fleet.idle()] * fleet.run(offer[s], t) < NOTHING) {
        set(s, t, room(s, t));
        return true;
      }
    }
    return false;
  }

  private int onlyTier(int s) {
    int only = UNKNOWN;
    for (int t = 0; t < basis.size; t++) {
      if (made[s][t] == UNKNOWN) {
        if (only != UNKNOWN) {
          return UNKNOWN;
        }
        only = t;
      }
    }
    return only;
  }

  private boolean roundOne() {
    for (int s = 0; s < splits; s++) {
      for (int t = 0; t < basis.size; t++) {
        if (made[s][t] == UNKNOWN) {
          long lots = (long) Math.floor(wanted[s][t] * fleet.run(offer[s], t) + 1e-6);
          set(s, t, Math.max(0, Math.min(lots, room(s, t))));
          return true;
        }
      }
    }
    return false;
  }

  /** Lots of the tier that the power left by the other tiers makes. */
  private long room(int s, int tier) {
    BigInteger left = BigInteger.ONE;
    BigInteger whole = BigInteger.ONE;
    for (int t = 0; t < basis.size; t++) {
      if (t != tier && made[s][t] > 0) {
        BigInteger run = BigInteger.valueOf(fleet.fullRun(offer[s], t));
        left = left.multiply(run).subtract(whole.multiply(BigInteger.valueOf(made[s][t])));
        whole = whole.multiply(run);
      }
    }
    BigInteger run = BigInteger.valueOf(fleet.fullRun(offer[s], tier));
    return left.multiply(run).divide(whole).longValueExact();
  }

  private void balance() {
    for (int t = 0; t < basis.size; t++) {
      for (int s = splits - 1; s >= 0 && supply[t] > most[t]; s--) {
        change(s, t, Math.max(0, made[s][t] - (supply[t] - most[t])));
      }
    }
    for (int t = 0; t < basis.size; t++) {
      for (int s = 0; s < splits && supply[t] < least[t]; s++) {
        if (isNearBest(offer[s], t) && room(s, t) > made[s][t]) {
          change(s, t, Math.min(room(s, t), made[s][t] + least[t] - supply[t]));
        }
      }
    }
  }

  /** Whether no tier earns the offer more than this one if the others' prices were a tick lower. */
  private boolean isNearBest(int who, int tier) {
    long earned = earned(who, tier, 0);
    for (int t = 0; t < basis.size; t++) {
      if (earned < Math.max(0, earned(who, t, 1))) {
        return false;
      }
    }
    return fleet.fullRun(who, tier) > 0 && earned >= 0;
  }

  private long earned(int who, int tier, long less) {
    long margin = outcome.price(tier) - less - fleet.book.ask(who, tier);
    return fleet.fullRun(who, tier) * margin;
  }

  private void change(int s, int tier, long lots) {
    supply[tier] += lots - made[s][tier];
    made[s][tier] = lots;
  }

  /** Lots wanted at better than the prices, and not made. */
  private long dust() {
    long dust = 0;
    for (int t = 0; t < basis.size; t++) {
      dust += Math.max(0, least[t] - supply[t]);
    }
    return dust;
  }

  /** Most lots that bids of the tier may take. */
  long most(int tier) {
    return most[tier];
  }
}
