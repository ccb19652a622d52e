package io.tokenmarket.verifier;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import java.util.Optional;

/**
 * Checks an auction's outcome against its book, one pass per promise, sharing no code with the
 * solver: whoever holds the orders and the outcome can convince himself that nobody could have done
 * better at these prices.
 */
public final class Verifier {
  private final Book book;
  private final Outcome outcome;
  private final int tiers;

  private Verifier(Book book, Outcome outcome) {
    this.book = book;
    this.outcome = outcome;
    this.tiers = book.tiers();
  }

  /** The first promise that the outcome breaks, as a sentence; empty if it keeps them all. */
  public static Optional<String> firstBroken(Book book, Outcome outcome) {
    try {
      new Verifier(book, outcome).verify();
      return Optional.empty();
    } catch (Broken promise) {
      return Optional.of(promise.getMessage());
    }
  }

  private void verify() {
    quantities();
    power();
    new Pools(book, outcome).verify();
    new Cascade(book, outcome).verify();
    limits();
    bidPriority();
    prices();
    new EnvyCheck(book, outcome).verify();
    new TradesCheck(book, outcome).verify();
    new Certificate(book, outcome).verify();
  }

  private void quantities() {
    for (int i = 0; i < book.offers(); i++) {
      for (int t = 0; t < tiers; t++) {
        long made = outcome.made(i, t);
        Broken.unless(
            made >= 0 && (made <= book.fullRun(i, t) || book.recipes().has(i)),
            "offer %d makes %d lots of tier %d, not 0 to its full run of %d",
            i,
            made,
            t,
            book.fullRun(i, t));
      }
    }
    for (int j = 0; j < book.bids(); j++) {
      long filled = outcome.filled(j);
      Broken.unless(
          filled >= 0 && filled <= book.bidLots(j),
          "bid %d gets %d lots, not 0 to the %d it wants",
          j,
          filled,
          book.bidLots(j));
    }
  }

  private void power() {
    for (int i = 0; i < book.offers(); i++) {
      Broken.unless(
          book.recipes().has(i) || Power.idleOver(book, outcome, i).signum() >= 0,
          "offer %d runs above its power",
          i);
    }
  }

  private void limits() {
    for (int i = 0; i < book.offers(); i++) {
      for (int t = 0; t < tiers; t++) {
        Broken.unless(
            outcome.made(i, t) == 0 || outcome.price(t) >= book.ask(i, t),
            "offer %d sells tier %d under its ask of %d",
            i,
            t,
            book.ask(i, t));
      }
    }
    for (int j = 0; j < book.bids(); j++) {
      Broken.unless(
          outcome.filled(j) == 0 || outcome.price(book.bidTier(j)) <= book.bidLimit(j),
          "bid %d pays more than its limit of %d",
          j,
          book.bidLimit(j));
    }
  }

  /** A bid that gets less than it wants leaves nothing to a worse one of its tier. */
  private void bidPriority() {
    int[] firstShort = new int[tiers];
    java.util.Arrays.fill(firstShort, -1);
    for (int j = 0; j < book.bids(); j++) {
      int t = book.bidTier(j);
      if (outcome.filled(j) < book.bidLots(j)
          && (firstShort[t] < 0 || book.bidLimit(j) > book.bidLimit(firstShort[t]))) {
        firstShort[t] = j;
      }
    }
    for (int j = 0; j < book.bids(); j++) {
      int better = firstShort[book.bidTier(j)];
      boolean worse =
          better >= 0
              && (book.bidLimit(j) < book.bidLimit(better)
                  || book.bidLimit(j) == book.bidLimit(better) && j > better);
      Broken.unless(
          !worse || outcome.filled(j) == 0,
          "bid %d is filled before bid %d, which is better",
          j,
          better);
    }
  }

  private void prices() {
    for (int t = 0; t < tiers; t++) {
      long price = outcome.price(t);
      Broken.unless(
          0 <= outcome.lowest(t)
              && outcome.lowest(t) <= price
              && price <= outcome.highest(t)
              && outcome.highest(t) <= Book.MAX_PRICE,
          "tier %d: the price %d is not between %d and %d, the prices that clear",
          t,
          price,
          outcome.lowest(t),
          outcome.highest(t));
    }
  }
}
