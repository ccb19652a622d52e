package io.tokenmarket.clearing;

import java.util.Arrays;

/**
 * The modes of the offers with pools: idling, one recipe alone, or two that use up both pools, in
 * whole lots.
 *
 * <p>Idling has the same number as for offers without pools, the number of tiers; numbers below it
 * that an offer has no use for are modes that never pay.
 */
final class Modes {
  /** Cost of a mode the offer does not have: never worth it. */
  static final double NEVER = 1e300;

  /** No mode of an offer has this number, or a higher one: 8 times 8 pairs, 16 singles, idling. */
  static final int MAX = 1 << 7;

  /** Recipes of a mode, at most. */
  static final int PARTS = 2;

  private Book book;
  private Recipes recipes;
  private int idle;
  private int[] start = new int[0];
  private int[] last = new int[0];
  private int next;
  private int[] recipe = new int[0];
  private int[] tier = new int[0];
  private long[] lots = new long[0];
  private double[] cost = new double[0];

  /** Whether any offer has pools. */
  boolean any() {
    return next > 0;
  }

  /** Whether the offer has pools. */
  boolean has(int offer) {
    return next > 0 && last[offer] >= 0;
  }

  void load(Book orders) {
    book = orders;
    recipes = orders.recipes();
    idle = orders.tiers();
    next = 0;
    if (recipes.count() == 0) {
      return;
    }
    if (start.length < book.offers()) {
      start = new int[book.offers() + start.length];
      last = new int[start.length];
    }
    for (int i = 0; i < book.offers(); i++) {
      start[i] = next;
      last[i] = recipes.has(i) ? list(i) : -1;
    }
  }

  /** Lists the modes of an offer; returns the number of the last. */
  private int list(int offer) {
    grow(next + MAX);
    for (int a = recipes.from(offer); a < recipes.to(offer); a++) {
      add(offer, a, recipes.alone(a), a, 0);
      for (int b = a + 1; b < recipes.to(offer); b++) {
        if (recipes.complement(a, b)) {
          add(offer, a, recipes.beside(a, b), b, recipes.beside(b, a));
        }
      }
    }
    while (next <= start[offer] + idle) {
      put(recipes.from(offer), 0, recipes.from(offer), 0);
    }
    return next - 1 - start[offer];
  }

  private void grow(int size) {
    if (size > cost.length) {
      cost = new double[2 * size];
      recipe = Arrays.copyOf(recipe, 2 * size * PARTS);
      tier = Arrays.copyOf(tier, 2 * size * PARTS);
      lots = Arrays.copyOf(lots, 2 * size * PARTS);
    }
  }

  private void add(int offer, int a, long lotsOfA, int b, long lotsOfB) {
    if (lotsOfA > 0 && (a == b || lotsOfB > 0)) {
      if (next == start[offer] + idle) {
        put(a, 0, b, 0);
      }
      put(a, lotsOfA, b, lotsOfB);
    }
  }

  private void put(int a, long lotsOfA, int b, long lotsOfB) {
    int at = next++ * PARTS;
    recipe[at] = a;
    recipe[at + 1] = b;
    tier[at] = recipes.tier(a);
    tier[at + 1] = recipes.tier(b);
    lots[at] = lotsOfA;
    lots[at + 1] = lotsOfB;
  }

  /**
   * Sets what the modes cost.
   *
   * @param nudge most that an ask is lowered, ticks; see {@link Fleet}
   */
  void cost(double nudge) {
    for (int i = 0; i < book.offers() && next > 0; i++) {
      for (int mode = 0; mode <= last[i]; mode++) {
        int at = start[i] + mode;
        cost[at] =
            exists(i, mode) ? cost(i, at * PARTS, nudge) + cost(i, at * PARTS + 1, nudge) : NEVER;
      }
    }
  }

  private double cost(int offer, int part, double nudge) {
    int number = recipe[part] - recipes.from(offer);
    return lots[part] * (book.ask(offer, tier[part]) - Fleet.lowered(book, offer, number, nudge));
  }

  /** Number of the offer's last mode. */
  int last(int offer) {
    return last[offer];
  }

  /** Whether the offer has the mode, idling included. */
  boolean exists(int offer, int mode) {
    return mode == idle || lots(offer, mode, 0) > 0;
  }

  /** Nano-dollars that the mode earns at these prices. */
  double value(int offer, int mode, double[] price) {
    return gain(offer, mode, price) - cost[start[offer] + mode];
  }

  /** Sum of lots x speed. */
  double gain(int offer, int mode, double[] speed) {
    int at = (start[offer] + mode) * PARTS;
    return lots[at] * speed[tier[at]] + lots[at + 1] * speed[tier[at + 1]];
  }

  /** Sum of lots x speed, all taken as positive. */
  double stir(int offer, int mode, double[] speed) {
    int at = (start[offer] + mode) * PARTS;
    return Math.abs(lots[at] * speed[tier[at]]) + Math.abs(lots[at + 1] * speed[tier[at + 1]]);
  }

  double cost(int offer, int mode) {
    return cost[start[offer] + mode];
  }

  /** Recipe of a part of the mode; that of the other part if the mode has but one. */
  int recipe(int offer, int mode, int part) {
    return recipe[(start[offer] + mode) * PARTS + part];
  }

  int tier(int offer, int mode, int part) {
    return tier[(start[offer] + mode) * PARTS + part];
  }

  /** Lots of a part of the mode, 0 if it has no such part. */
  long lots(int offer, int mode, int part) {
    return lots[(start[offer] + mode) * PARTS + part];
  }

  /** Nano-dollars that the mode earns above the asks at prices {@code less} ticks lower. */
  long earned(int offer, int mode, Outcome prices, long less) {
    long sum = 0;
    for (int part = 0; part < PARTS; part++) {
      int t = tier(offer, mode, part);
      sum += lots(offer, mode, part) * (prices.price(t) - less - book.ask(offer, t));
    }
    return sum;
  }

  /** The most that a mode earns at prices {@code less} ticks lower. */
  long most(int offer, Outcome prices, long less) {
    long most = 0;
    for (int mode = 0; mode <= last[offer]; mode++) {
      most = Math.max(most, earned(offer, mode, prices, less));
    }
    return most;
  }

  /** Whether the mode makes the recipe. */
  boolean makes(int offer, int mode, int made) {
    return lots(offer, mode, 0) > 0 && recipe(offer, mode, 0) == made
        || lots(offer, mode, 1) > 0 && recipe(offer, mode, 1) == made;
  }
}
