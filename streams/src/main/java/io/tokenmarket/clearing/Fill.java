package io.tokenmarket.clearing;

import java.util.Arrays;

/**
 * What each offer makes, in whole lots.
 *
 * <p>All but the offers that links tie run one mode whole. What the few split offers make, and what
 * faster tiers hand down to slower ones, is found tier by tier: a tier with one unknown fixes it,
 * an offer with one unknown makes what its power is still good for. Then each tier is trimmed to,
 * or topped up to, what its bids want.
 */
final class Fill {
  private final Ladder ladder;
  private final Fleet fleet;
  private final Basis basis;

  private Outcome outcome;
  private int splits;
  private final Split[] split = new Split[Book.MAX_TIERS];
  private final long[] supply = new long[Book.MAX_TIERS];
  private final long[] least = new long[Book.MAX_TIERS];
  private final long[] most = new long[Book.MAX_TIERS];
  private final boolean[] open = new boolean[Book.MAX_TIERS];
  private final long[] handedDown = new long[Book.MAX_TIERS];

  Fill(Ladder ladder, Fleet fleet, Basis basis) {
    this.ladder = ladder;
    this.fleet = fleet;
    this.basis = basis;
    for (int s = 0; s < split.length; s++) {
      split[s] = new Split(fleet);
    }
  }

  /** Decides what the split offers make; all others make what their key does. */
  void run(Outcome prices) {
    outcome = prices;
    findDemand();
    findSplits();
    start();
    solve(false);
    topUp();
    if (dust() > 2L * basis.size) {
      start();
      solve(true);
      topUp();
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
          split[splits++].of(basis.who(l));
        }
        split[s].share(basis.what(l), Math.max(0, basis.share(l)));
      }
    }
  }

  private int indexOf(int who) {
    int s = 0;
    while (s < splits && split[s].offer() != who) {
      s++;
    }
    return s;
  }

  /** Whether the offer makes its key's full run of one tier, and nothing else. */
  boolean runsWhole(int who) {
    return !fleet.tied(who) && !fleet.pooled(who);
  }

  /** Lots of the tier that an offer makes. */
  long made(int who, int tier) {
    if (!fleet.tied(who)) {
      return fleet.lots(who, fleet.key(who), tier);
    }
    Split it = split[indexOf(who)];
    long sum = 0;
    for (int part = 0; part < it.parts(); part++) {
      sum += it.tier(part) == tier ? it.made(part) : 0;
    }
    return sum;
  }

  /** Lots that an offer with pools makes by its n-th recipe. */
  long madeBy(int who, int part) {
    return fleet.tied(who)
        ? split[indexOf(who)].made(part)
        : fleet.partLots(who, fleet.key(who), part);
  }

  /** Lots of the tier, and of what faster tiers hand down to it, that serve the next slower one. */
  long handedDown(int tier) {
    return handedDown[tier];
  }

  private void start() {
    Arrays.fill(handedDown, 0);
    for (int t = 0; t < basis.size; t++) {
      supply[t] = fleet.supply(t);
      int link = basis.cascadeLink(t);
      if (link >= 0 && basis.lots(link) > Split.NOTHING) {
        handedDown[t] = Split.UNKNOWN;
      }
    }
    for (int s = 0; s < splits; s++) {
      split[s].start();
      int key = fleet.key(split[s].offer());
      for (int t = 0; t < basis.size; t++) {
        supply[t] -= fleet.lots(split[s].offer(), key, t);
      }
      for (int part = 0; part < split[s].parts(); part++) {
        supply[split[s].tier(part)] += Math.max(0, split[s].made(part));
      }
    }
  }

  private void solve(boolean floors) {
    while (!floors && (peelTier() || peelOffer()) || roundOne()) {}
  }

  private boolean peelTier() {
    for (int t = 0; t < basis.size; t++) {
      if (!open[t] && unknowns(t) == 1) {
        settle(t, least[t] - supply[t]);
        return true;
      }
    }
    return false;
  }

  private int unknowns(int tier) {
    int count = handedDown[tier] == Split.UNKNOWN ? 1 : 0;
    for (int t = 0; t < basis.size; t++) {
      count += handedDown[t] == Split.UNKNOWN && fleet.book.slower(t) == tier ? 1 : 0;
    }
    for (int s = 0; s < splits; s++) {
      for (int part = 0; part < split[s].parts(); part++) {
        count += split[s].isUnknown(part) && split[s].tier(part) == tier ? 1 : 0;
      }
    }
    return count;
  }

  /** Sets the one unknown of the tier so that it adds the lots that are needed. */
  private void settle(int tier, long needed) {
    for (int s = 0; s < splits; s++) {
      for (int part = 0; part < split[s].parts(); part++) {
        if (split[s].isUnknown(part) && split[s].tier(part) == tier) {
          set(split[s], part, Math.max(0, Math.min(needed, split[s].room(part))));
          return;
        }
      }
    }
    if (handedDown[tier] == Split.UNKNOWN) {
      handDown(tier, Math.max(0, -needed));
      return;
    }
    int faster = faster(tier);
    handDown(faster, Math.max(0, needed));
  }

  /** The next faster tier, which may serve this one, or -1. */
  int faster(int tier) {
    for (int t = 0; t < basis.size; t++) {
      if (fleet.book.slower(t) == tier) {
        return t;
      }
    }
    return -1;
  }

  private void set(Split it, int part, long lots) {
    supply[it.tier(part)] += lots - Math.max(0, it.made(part));
    it.make(part, lots);
  }

  private void handDown(int tier, long lots) {
    long more = lots - Math.max(0, handedDown[tier]);
    handedDown[tier] = lots;
    supply[tier] -= more;
    supply[fleet.book.slower(tier)] += more;
  }

  private boolean peelOffer() {
    for (int s = 0; s < splits; s++) {
      int t = split[s].isPooled() ? -1 : split[s].onlyUnknown();
      if (t >= 0 && split[s].idle(t) < Split.NOTHING) {
        set(split[s], t, split[s].room(t));
        return true;
      }
    }
    return false;
  }

  private boolean roundOne() {
    for (int s = 0; s < splits; s++) {
      for (int part = 0; part < split[s].parts(); part++) {
        if (split[s].isUnknown(part)) {
          long lots = (long) Math.floor(split[s].wanted(part) + 1e-6);
          set(split[s], part, Math.max(0, Math.min(lots, split[s].room(part))));
          return true;
        }
      }
    }
    for (int t = 0; t < basis.size; t++) {
      if (handedDown[t] == Split.UNKNOWN) {
        handDown(t, (long) Math.floor(basis.lots(basis.cascadeLink(t)) + 1e-6));
        return true;
      }
    }
    return false;
  }

  /** Serves what rounding left short; what is made too much nobody is sold. */
  private void topUp() {
    for (int t = 0; t < basis.size; t++) {
      topUp(t, t);
      int faster = faster(t);
      if (faster >= 0 && handedDown[faster] > 0) {
        topUp(faster, t);
      }
    }
  }

  private void topUp(int tier, int wanting) {
    for (int s = 0; s < splits && supply[wanting] < least[wanting]; s++) {
      topUp(split[s], tier, wanting);
    }
  }

  /** Makes more of a tier while another, itself or one that it serves, goes short. */
  private void topUp(Split it, int tier, int wanting) {
    for (int part = 0; part < it.parts() && supply[wanting] < least[wanting]; part++) {
      if (it.tier(part) == tier && it.isNearBest(part, outcome) && it.room(part) > it.made(part)) {
        long lots = Math.min(it.room(part), it.made(part) + least[wanting] - supply[wanting]);
        long more = lots - it.made(part);
        set(it, part, lots);
        if (tier != wanting) {
          handDown(tier, handedDown[tier] + more);
        }
      }
    }
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
