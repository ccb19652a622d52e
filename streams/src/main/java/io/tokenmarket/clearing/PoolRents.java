package io.tokenmarket.clearing;

/**
 * What the pools of an offer are worth at given prices: the least, in sum, with which no recipe
 * earns above its ask more than it takes of the pools is worth; where their parts in it are open,
 * the midpoint.
 *
 * <p>If the first pool is worth x, recipe r leaves {@code run(r, 1) x (margin - x / run(r, 0))} for
 * the second to be worth, and the second is worth the most of that over all recipes: a convex
 * function of x with corners, whose sum with x is least where its slope passes -1. All in longs:
 * runs are up to 2^31, margins below 2^30.
 */
final class PoolRents {
  private Book book;
  private Recipes recipes;
  private int offer;
  private Outcome outcome;

  /** The need for the second pool's worth: {@code whole + rest / under}. */
  private long whole;

  private long rest;
  private long under;
  private int slope;

  private long first;
  private long second;

  void find(Book orders, int who, Outcome prices) {
    book = orders;
    recipes = orders.recipes();
    offer = who;
    outcome = prices;
    long low = firstWith(0);
    first = low + (firstWith(1) - low + 1) / 2;
    need(first);
    second = rest > 0 ? whole + 1 : whole;
  }

  /** Nano-dollars that the first pool is worth, rounded up. */
  long first() {
    return first;
  }

  /** Nano-dollars that the second pool is worth, rounded up. */
  long second() {
    return second;
  }

  /** Least worth of the first pool at which the sum falls no more (0), or rises (1). */
  private long firstWith(int least) {
    long low = 0;
    long high = 0;
    for (int r = recipes.from(offer); r < recipes.to(offer); r++) {
      if (counts(r) && recipes.run(r, 0) != Recipes.UNLIMITED) {
        long alone = margin(r) * recipes.run(r, 0);
        high = Math.max(high, alone);
        low = recipes.run(r, 1) == Recipes.UNLIMITED ? Math.max(low, alone) : low;
      }
    }
    while (low < high) {
      long middle = (low + high) >>> 1;
      need(middle);
      if (slope >= least) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private boolean counts(int recipe) {
    return margin(recipe) > 0 && recipes.alone(recipe) > 0;
  }

  private long margin(int recipe) {
    int tier = recipes.tier(recipe);
    return outcome.price(tier) - book.ask(offer, tier);
  }

  /**
   * What the second pool must be worth if the first is worth x, and the sign of the sum's slope.
   */
  private void need(long x) {
    whole = 0;
    rest = 0;
    under = 1;
    slope = 1;
    for (int r = recipes.from(offer); r < recipes.to(offer); r++) {
      if (counts(r) && recipes.run(r, 1) != Recipes.UNLIMITED) {
        if (recipes.run(r, 0) == Recipes.UNLIMITED) {
          atLeast(recipes.run(r, 1) * margin(r), 0, 1, 1);
        } else {
          atLeast(r, x);
        }
      }
    }
  }

  private void atLeast(int recipe, long x) {
    long own = recipes.run(recipe, 0);
    long other = recipes.run(recipe, 1);
    long left = margin(recipe) * own - x;
    if (left >= 0) {
      long part = other * (left % own);
      atLeast(other * (left / own) + part / own, part % own, own, Long.compare(own, other));
    }
  }

  private void atLeast(long lots, long over, long divisor, int rises) {
    int order =
        lots == whole ? Long.compare(over * under, rest * divisor) : Long.compare(lots, whole);
    if (order > 0) {
      whole = lots;
      rest = over;
      under = divisor;
    }
    slope = order > 0 ? rises : order == 0 ? Math.max(slope, rises) : slope;
  }
}
