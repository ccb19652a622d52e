package io.tokenmarket.clearing;

import java.util.Arrays;

/**
 * The recipes of offers with two pools: how each makes a tier out of both. Numbered through the
 * book, those of one offer next to each other.
 */
public final class Recipes {
  /** Run of a recipe that does not use the pool. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** Most lots a pool makes by one recipe: so that products of two stay below 2^62. */
  public static final long MAX_RUN = 1L << 31;

  /** Most recipes of an offer. */
  public static final int MAX = 16;

  /** Pools of an offer that has recipes. */
  public static final int POOLS = 2;

  private int[] first = new int[1];
  private int offers;
  private int[] tier = new int[0];
  private long[] run = new long[0];

  void copy(Recipes other) {
    first = other.first.clone();
    offers = other.offers;
    tier = other.tier.clone();
    run = other.run.clone();
  }

  void clear() {
    offers = 0;
  }

  /** The next offer has no pools. */
  void none() {
    if (offers + 1 == first.length) {
      first = Arrays.copyOf(first, 2 * first.length);
    }
    first[offers + 1] = first[offers];
    offers++;
  }

  void add(int[] tiers, long[] firstRun, long[] secondRun) {
    none();
    int from = first[offers];
    int to = from + tiers.length;
    if (to > tier.length) {
      tier = Arrays.copyOf(tier, 2 * to);
      run = Arrays.copyOf(run, 2 * to * POOLS);
    }
    for (int k = 0; k < tiers.length; k++) {
      tier[from + k] = tiers[k];
      run[(from + k) * POOLS] = firstRun[k];
      run[(from + k) * POOLS + 1] = secondRun[k];
    }
    first[offers] = to;
  }

  /** Recipes of all offers. */
  public int count() {
    return first[offers];
  }

  /** Number of the offer's first recipe. */
  public int from(int offer) {
    return first[offer];
  }

  /** Number behind the offer's last recipe: that of its first if it has no pools. */
  public int to(int offer) {
    return first[offer + 1];
  }

  /** Whether the offer has pools. */
  public boolean has(int offer) {
    return from(offer) < to(offer);
  }

  /** The tier that the recipe makes. */
  public int tier(int recipe) {
    return tier[recipe];
  }

  /**
   * Lots that the pool alone would let the recipe make, or {@link #UNLIMITED}.
   *
   * @param pool 0 or 1
   */
  public long run(int recipe, int pool) {
    return run[recipe * POOLS + pool];
  }

  /** Lots of the recipe if the offer runs nothing else. */
  public long alone(int recipe) {
    return Math.min(run(recipe, 0), run(recipe, 1));
  }

  /** Most lots of the tier, by one recipe or by two that use up both pools. */
  long fullRun(int offer, int made) {
    long most = 0;
    for (int a = from(offer); a < to(offer); a++) {
      if (tier(a) == made) {
        most = Math.max(most, alone(a));
        for (int b = from(offer); b < to(offer); b++) {
          if (tier(b) == made && complement(a, b)) {
            most = Math.max(most, beside(a, b) + beside(b, a));
          }
        }
      }
    }
    return most;
  }

  /**
   * Whether the two together can use up both pools, which neither does alone: one is short of the
   * first pool, the other of the second.
   */
  boolean complement(int a, int b) {
    return alone(a) > 0
        && alone(b) > 0
        && (run(a, 0) < run(a, 1) && run(b, 1) < run(b, 0)
            || run(a, 1) < run(a, 0) && run(b, 0) < run(b, 1));
  }

  /**
   * Whole lots of recipe a where a and b use up both pools: {@code a / run(a, k) + b / run(b, k) =
   * 1} for both pools k, so that with s the pool that a is short of and o the other {@code a =
   * run(a, s) x (1/run(b, o) - 1/run(b, s)) / (1/run(b, o) - run(a, s) / (run(a, o) run(b, s)))}.
   */
  long beside(int a, int b) {
    int own = run(a, 0) < run(a, 1) ? 0 : 1;
    int other = 1 - own;
    long least = run(a, own);
    if (run(a, other) == UNLIMITED) {
      return run(b, own) == UNLIMITED
          ? least
          : scale(least, run(b, own) - run(b, other), run(b, own));
    }
    if (run(b, own) == UNLIMITED) {
      return least;
    }
    long over = run(a, other) * (run(b, own) - run(b, other));
    return scale(least, over, run(b, own) * run(a, other) - least * run(b, other));
  }

  /** {@code floor(lots x over / under)}, where 0 <= over <= under < 2^62. */
  private static long scale(long lots, long over, long under) {
    long quotient = (long) (lots * ((double) over / under));
    long rest = lots * over - quotient * under;
    return rest < 0 ? quotient - 1 : rest >= under ? quotient + 1 : quotient;
  }
}
