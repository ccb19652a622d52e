package io.tokenmarket.verifier;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import io.tokenmarket.clearing.Recipes;
import java.math.BigInteger;

/**
 * Checks the offers with pools: what their recipes make, that no pool is used twice, what the pools
 * are said to be worth, and that no other use of them would have earned more.
 */
final class Pools {
  private static final BigInteger TWO = BigInteger.valueOf(2);

  private final Book book;
  private final Outcome outcome;
  private final Recipes recipes;

  Pools(Book book, Outcome outcome) {
    this.book = book;
    this.outcome = outcome;
    this.recipes = book.recipes();
  }

  void verify() {
    for (int i = 0; i < book.offers(); i++) {
      if (recipes.has(i)) {
        quantities(i);
        for (int pool = 0; pool < Recipes.POOLS; pool++) {
          capacity(i, pool);
        }
        shadowPrices(i);
        noBetterUse(i);
      }
    }
  }

  private void quantities(int offer) {
    long[] made = new long[book.tiers()];
    for (int r = recipes.from(offer); r < recipes.to(offer); r++) {
      long lots = outcome.madeBy(r);
      Broken.unless(
          lots >= 0 && lots <= recipes.alone(r),
          "recipe %d makes %d lots, not 0 to the %d it can",
          r,
          lots,
          recipes.alone(r));
      made[recipes.tier(r)] += lots;
    }
    for (int t = 0; t < book.tiers(); t++) {
      Broken.unless(
          made[t] == outcome.made(offer, t),
          "offer %d makes %d lots of tier %d but its recipes %d",
          offer,
          outcome.made(offer, t),
          t,
          made[t]);
    }
  }

  /** {@code sum of made / run <= 1}, over the product of the runs. */
  private void capacity(int offer, int pool) {
    BigInteger idle = BigInteger.ONE;
    BigInteger whole = BigInteger.ONE;
    for (int r = recipes.from(offer); r < recipes.to(offer); r++) {
      if (outcome.madeBy(r) > 0 && recipes.run(r, pool) != Recipes.UNLIMITED) {
        BigInteger run = BigInteger.valueOf(recipes.run(r, pool));
        idle = idle.multiply(run).subtract(whole.multiply(big(outcome.madeBy(r))));
        whole = whole.multiply(run);
      }
    }
    Broken.unless(idle.signum() >= 0, "offer %d uses pool %d beyond its capacity", offer, pool);
  }

  /**
   * No recipe earns more than what it takes of the pools is worth; and they are not worth two
   * nano-dollars more than they can earn.
   */
  private void shadowPrices(int offer) {
    BigInteger first = big(outcome.poolRent(offer, 0));
    BigInteger second = big(outcome.poolRent(offer, 1));
    Broken.unless(
        first.signum() >= 0 && second.signum() >= 0,
        "a pool of offer %d has a price below 0",
        offer);
    Broken.unless(
        first.add(second).equals(big(outcome.rent(offer))),
        "the pools of offer %d are not worth its rent of %d",
        offer,
        outcome.rent(offer));
    boolean earned = first.add(second).compareTo(TWO) < 0;
    for (int a = recipes.from(offer); a < recipes.to(offer); a++) {
      Use use = new Use(a);
      Broken.unless(
          recipes.alone(a) == 0
              || use.whole.multiply(margin(offer, a)).compareTo(use.cost(first, second)) <= 0,
          "recipe %d earns more than what it takes of the pools is worth",
          a);
      for (int b = recipes.from(offer); b < recipes.to(offer); b++) {
        earned |= new Mix(offer, a, b).earnsMoreThan(first.add(second).subtract(TWO));
      }
    }
    Broken.unless(earned, "the pools of offer %d are worth less than stated", offer);
  }

  /** Each recipe made is part of a mode that earns as much as any would at a tick less. */
  private void noBetterUse(int offer) {
    BigInteger most = BigInteger.ZERO;
    BigInteger[] with = new BigInteger[recipes.to(offer) - recipes.from(offer)];
    for (int a = recipes.from(offer); a < recipes.to(offer); a++) {
      for (int b = recipes.from(offer); b < recipes.to(offer); b++) {
        Mix mix = new Mix(offer, a, b);
        most = most.max(mix.earned(1));
        if (mix.lotsOfA().signum() > 0) {
          int k = a - recipes.from(offer);
          with[k] = with[k] == null ? mix.earned(0) : with[k].max(mix.earned(0));
        }
      }
    }
    for (int r = recipes.from(offer); r < recipes.to(offer); r++) {
      Broken.unless(
          outcome.madeBy(r) == 0 || with[r - recipes.from(offer)].compareTo(most) >= 0,
          "offer %d runs recipe %d but would earn more by others",
          offer,
          r);
    }
  }

  private BigInteger margin(int offer, int recipe) {
    int tier = recipes.tier(recipe);
    return big(outcome.price(tier) - book.ask(offer, tier));
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }

  /** What a recipe takes of the pools: {@code of(k) / whole} of pool k per lot. */
  private final class Use {
    final BigInteger whole;
    private final BigInteger[] of = new BigInteger[Recipes.POOLS];

    Use(int recipe) {
      BigInteger first = run(recipe, 0);
      BigInteger second = run(recipe, 1);
      whole = first.multiply(second);
      of[0] = recipes.run(recipe, 0) == Recipes.UNLIMITED ? BigInteger.ZERO : second;
      of[1] = recipes.run(recipe, 1) == Recipes.UNLIMITED ? BigInteger.ZERO : first;
    }

    private BigInteger run(int recipe, int pool) {
      long run = recipes.run(recipe, pool);
      return run == Recipes.UNLIMITED ? BigInteger.ONE : big(run);
    }

    /** What {@code whole} lots take, at these worths of the pools. */
    BigInteger cost(BigInteger first, BigInteger second) {
      return of[0].multiply(first).add(of[1].multiply(second));
    }
  }

  /** Two recipes that use up both pools, or the first one alone. */
  private final class Mix {
    private final BigInteger marginA;
    private final BigInteger marginB;
    private BigInteger a;
    private BigInteger b;
    private BigInteger under;

    Mix(int offer, int recipeA, int recipeB) {
      marginA = margin(offer, recipeA);
      marginB = margin(offer, recipeB);
      a = big(recipes.alone(recipeA));
      b = BigInteger.ZERO;
      under = BigInteger.ONE;
      if (recipes.alone(recipeA) > 0 && recipes.alone(recipeB) > 0) {
        mix(new Use(recipeA), new Use(recipeB));
      }
    }

    /** Cramer's rule, where both come out positive. */
    private void mix(Use one, Use other) {
      BigInteger det = one.of[0].multiply(other.of[1]).subtract(one.of[1].multiply(other.of[0]));
      BigInteger sign = big(det.signum());
      BigInteger overA = other.of[1].subtract(other.of[0]).multiply(sign);
      BigInteger overB = one.of[0].subtract(one.of[1]).multiply(sign);
      if (det.signum() != 0 && overA.signum() > 0 && overB.signum() > 0) {
        under = det.abs();
        a = overA.multiply(one.whole);
        b = overB.multiply(other.whole);
      }
    }

    BigInteger lotsOfA() {
      return a.divide(under);
    }

    /** Nano-dollars that its whole lots earn at prices {@code less} ticks lower. */
    BigInteger earned(long less) {
      BigInteger earnedByA = lotsOfA().multiply(marginA.subtract(big(less)));
      return b.divide(under).multiply(marginB.subtract(big(less))).add(earnedByA);
    }

    /** Whether its lots, in fractions, earn more. */
    boolean earnsMoreThan(BigInteger nanoDollars) {
      BigInteger earned = a.multiply(marginA).add(b.multiply(marginB));
      return earned.compareTo(nanoDollars.multiply(under)) > 0;
    }
  }
}
