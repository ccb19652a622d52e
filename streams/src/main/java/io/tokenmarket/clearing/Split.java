package io.tokenmarket.clearing;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * An offer that links split between modes, and what it makes in whole lots: part by part, a part
 * being a tier or, if it has pools, a recipe.
 */
final class Split {
  /** Lots of a part that are not decided yet. */
  static final long UNKNOWN = -1;

  /** Lots that are none but for rounding. */
  static final double NOTHING = 1e-3;

  private static final int MOST_PARTS = Math.max(Book.MAX_TIERS, Recipes.MAX);

  private final Fleet fleet;
  private int offer;
  private int parts;
  private final double[] share = new double[Modes.MAX];
  private final double[] wanted = new double[MOST_PARTS];
  private final long[] made = new long[MOST_PARTS];

  Split(Fleet fleet) {
    this.fleet = fleet;
  }

  /** An offer that runs its key and nothing else. */
  void of(int who) {
    offer = who;
    Recipes recipes = fleet.book.recipes();
    parts = isPooled() ? recipes.to(who) - recipes.from(who) : fleet.tiers;
    Arrays.fill(share, 0);
    share[fleet.key(who)] = 1;
  }

  /** Gives a mode a share of the offer's power, off that of the key. */
  void share(int mode, double size) {
    share[mode] += size;
    share[fleet.key(offer)] -= size;
  }

  int offer() {
    return offer;
  }

  boolean isPooled() {
    return fleet.pooled(offer);
  }

  int parts() {
    return parts;
  }

  int tier(int part) {
    return isPooled() ? fleet.book.recipes().tier(recipe(part)) : part;
  }

  int recipe(int part) {
    return fleet.book.recipes().from(offer) + part;
  }

  long made(int part) {
    return made[part];
  }

  void make(int part, long lots) {
    made[part] = lots;
  }

  boolean isUnknown(int part) {
    return made[part] == UNKNOWN;
  }

  /** Lots of the part, as a fraction. */
  double wanted(int part) {
    return wanted[part];
  }

  /** Lots that the idle part of the power would make of the tier. */
  double idle(int tier) {
    return share[fleet.idle()] * fleet.run(offer, tier);
  }

  /** Marks what it makes as unknown. */
  void start() {
    Arrays.fill(wanted, 0);
    for (int mode = 0; mode <= fleet.lastMode(offer); mode++) {
      for (int part = 0; part < parts; part++) {
        wanted[part] += mode == fleet.idle() ? 0 : share[mode] * fleet.partLots(offer, mode, part);
      }
    }
    for (int part = 0; part < parts; part++) {
      made[part] = wanted[part] > NOTHING ? UNKNOWN : 0;
    }
  }

  /** The one part that is unknown, or -1. */
  int onlyUnknown() {
    int only = -1;
    for (int part = 0; part < parts; part++) {
      if (isUnknown(part)) {
        if (only >= 0) {
          return -1;
        }
        only = part;
      }
    }
    return only;
  }

  /** Lots of the part that the power left by the other parts makes. */
  long room(int part) {
    long room = Long.MAX_VALUE;
    for (int pool = 0; pool < (isPooled() ? Recipes.POOLS : 1); pool++) {
      if (run(part, pool) != Recipes.UNLIMITED) {
        room = Math.min(room, room(part, pool));
      }
    }
    return room;
  }

  private long room(int part, int pool) {
    BigInteger left = BigInteger.ONE;
    BigInteger whole = BigInteger.ONE;
    for (int other = 0; other < parts; other++) {
      if (other != part && made[other] > 0 && run(other, pool) != Recipes.UNLIMITED) {
        BigInteger run = BigInteger.valueOf(run(other, pool));
        left = left.multiply(run).subtract(whole.multiply(BigInteger.valueOf(made[other])));
        whole = whole.multiply(run);
      }
    }
    return left.multiply(BigInteger.valueOf(run(part, pool))).divide(whole).longValueExact();
  }

  private long run(int part, int pool) {
    return isPooled() ? fleet.book.recipes().run(recipe(part), pool) : fleet.fullRun(offer, part);
  }

  /**
   * Whether no mode earns the offer more than one that makes the part if the prices of all other
   * tiers, or with pools of all other modes, were a tick lower.
   */
  boolean isNearBest(int part, Outcome outcome) {
    if (isPooled()) {
      return isNearBestRecipe(recipe(part), outcome);
    }
    long earned = earned(part, outcome, 0);
    for (int t = 0; t < parts; t++) {
      if (earned < Math.max(0, earned(t, outcome, 1))) {
        return false;
      }
    }
    return fleet.fullRun(offer, part) > 0 && earned >= 0;
  }

  private long earned(int tier, Outcome outcome, long less) {
    long margin = outcome.price(tier) - less - fleet.book.ask(offer, tier);
    return fleet.fullRun(offer, tier) * margin;
  }

  private boolean isNearBestRecipe(int recipe, Outcome outcome) {
    long most = fleet.modes.most(offer, outcome, 1);
    for (int mode = 0; mode <= fleet.lastMode(offer); mode++) {
      if (fleet.modes.makes(offer, mode, recipe)
          && fleet.modes.earned(offer, mode, outcome, 0) >= most) {
        return true;
      }
    }
    return false;
  }
}
