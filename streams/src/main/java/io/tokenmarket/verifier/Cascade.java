package io.tokenmarket.verifier;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;

/**
 * Checks that supply meets demand tier by tier, where a faster tier may serve a slower one: from
 * the fastest on never more is sold than made, and in the end as much.
 */
final class Cascade {
  private final Book book;
  private final Outcome outcome;
  private final long[] made;
  private final long[] filled;

  Cascade(Book book, Outcome outcome) {
    this.book = book;
    this.outcome = outcome;
    this.made = new long[book.tiers()];
    this.filled = new long[book.tiers()];
  }

  void verify() {
    add();
    boolean[] isSlower = new boolean[book.tiers()];
    for (int t = 0; t < book.tiers(); t++) {
      Broken.unless(
          filled[t] == outcome.sold(t),
          "tier %d: %d lots made, %d lots bought, %d lots said to be sold",
          t,
          made[t],
          filled[t],
          outcome.sold(t));
      if (book.slower(t) >= 0) {
        isSlower[book.slower(t)] = true;
        Broken.unless(
            outcome.price(t) >= outcome.price(book.slower(t)),
            "tier %d costs %d, less than tier %d, which it serves",
            t,
            outcome.price(t),
            book.slower(t));
      }
    }
    for (int t = 0; t < book.tiers(); t++) {
      if (!isSlower[t]) {
        balance(t);
      }
    }
  }

  private void add() {
    for (int i = 0; i < book.offers(); i++) {
      for (int t = 0; t < book.tiers(); t++) {
        made[t] += outcome.made(i, t);
      }
    }
    for (int j = 0; j < book.bids(); j++) {
      filled[book.bidTier(j)] += outcome.filled(j);
    }
  }

  private void balance(int fastest) {
    long left = 0;
    for (int t = fastest; t >= 0; t = book.slower(t)) {
      left += made[t] - filled[t];
      Broken.unless(
          book.slower(t) < 0 ? left == 0 : left >= 0,
          "tier %d: %d lots made, %d lots bought, %d lots too few with those of faster tiers",
          t,
          made[t],
          filled[t],
          -left);
    }
  }

  /** Whether the tier, or one that serves it by way of others, may serve the demand of another. */
  static boolean serves(Book book, int made, int bought) {
    int tier = made;
    while (tier >= 0 && tier != bought) {
      tier = book.slower(tier);
    }
    return tier == bought;
  }
}
