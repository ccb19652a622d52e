package io.tokenmarket.clearing;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** A book again, with something changed. */
final class Copies {
  private Copies() {}

  static Book copy(Book book) {
    return scaled(book, 1, 1);
  }

  /** All quantities and all prices times a factor. */
  static Book scaled(Book book, long lots, long money) {
    return build(book, book.tiers(), i -> i, j -> j, lots, money);
  }

  /** The same orders in the opposite order. */
  static Book reversed(Book book) {
    return build(book, book.tiers(), i -> book.offers() - 1 - i, j -> book.bids() - 1 - j, 1, 1);
  }

  /** With tiers that nobody makes and nobody wants behind those of the book. */
  static Book withUnusedTiers(Book book, int more) {
    return build(book, book.tiers() + more, i -> i, j -> j, 1, 1);
  }

  /** Each offer as one with a second pool that no recipe uses. */
  static Book withIdlePool(Book book) {
    Book copy = new Book(book.tiers());
    for (int i = 0; i < book.offers(); i++) {
      int[] tier = new int[book.tiers()];
      long[] run = new long[book.tiers()];
      long[] unlimited = new long[book.tiers()];
      long[] ask = new long[book.tiers()];
      for (int t = 0; t < book.tiers(); t++) {
        tier[t] = t;
        run[t] = book.fullRun(i, t);
        unlimited[t] = Recipes.UNLIMITED;
        ask[t] = book.ask(i, t);
      }
      copy.offer(tier, run, unlimited, ask);
    }
    for (int j = 0; j < book.bids(); j++) {
      copy.bid(book.bidTier(j), book.bidLots(j), book.bidLimit(j));
    }
    return copy;
  }

  private static Book build(
      Book book, int tiers, IntUnaryOperator offer, IntUnaryOperator bid, long lots, long money) {
    Book copy = new Book(tiers);
    copy.cascade(cascade(book));
    for (int i = 0; i < book.offers(); i++) {
      if (book.recipes().has(offer.applyAsInt(i))) {
        addPools(copy, book, offer.applyAsInt(i), lots, money);
        continue;
      }
      long[] run = new long[tiers];
      long[] ask = new long[tiers];
      for (int t = 0; t < book.tiers(); t++) {
        run[t] = lots * book.fullRun(offer.applyAsInt(i), t);
        ask[t] = run[t] == 0 ? 0 : money * book.ask(offer.applyAsInt(i), t);
      }
      copy.offer(run, ask);
    }
    for (int j = 0; j < book.bids(); j++) {
      int from = bid.applyAsInt(j);
      copy.bid(book.bidTier(from), lots * book.bidLots(from), money * book.bidLimit(from));
    }
    return copy;
  }

  private static int[] cascade(Book book) {
    int[] order = new int[book.tiers()];
    int count = 0;
    for (int t = 0; t < book.tiers(); t++) {
      int fastest = t;
      boolean served = false;
      for (int s = 0; s < book.tiers(); s++) {
        served |= book.slower(s) == t;
      }
      while (!served && book.slower(t) >= 0 && fastest >= 0) {
        order[count++] = fastest;
        fastest = book.slower(fastest);
      }
    }
    return Arrays.copyOf(order, count);
  }

  private static void addPools(Book copy, Book book, int offer, long lots, long money) {
    Recipes recipes = book.recipes();
    int count = recipes.to(offer) - recipes.from(offer);
    int[] tier = new int[count];
    long[][] run = new long[Recipes.POOLS][count];
    long[] ask = new long[copy.tiers()];
    for (int k = 0; k < count; k++) {
      tier[k] = recipes.tier(recipes.from(offer) + k);
      ask[tier[k]] = money * book.ask(offer, tier[k]);
      for (int pool = 0; pool < Recipes.POOLS; pool++) {
        long each = recipes.run(recipes.from(offer) + k, pool);
        run[pool][k] = each == Recipes.UNLIMITED ? each : lots * each;
      }
    }
    copy.offer(tier, run[0], run[1], ask);
  }
}
