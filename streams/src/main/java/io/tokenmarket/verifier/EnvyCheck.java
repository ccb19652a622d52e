package io.tokenmarket.verifier;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;

/**
 * Checks that nobody would rather have had something else at these prices, beyond what whole ticks
 * and whole lots cost.
 *
 * <p>Ticks: prices are rounded up, by less than one tick; so a tier that an offer makes may earn
 * less than another by what that other's full run earns on one tick, and no more. Lots: bids above
 * the price may go short by at most four lots per tier of the auction, in all. Offers with pools
 * are looked at by {@link Pools}.
 */
final class EnvyCheck {
  private static final int LOTS_PER_TIER = 4;

  private final Book book;
  private final Outcome outcome;

  EnvyCheck(Book book, Outcome outcome) {
    this.book = book;
    this.outcome = outcome;
  }

  void verify() {
    for (int i = 0; i < book.offers(); i++) {
      for (int t = 0; t < book.tiers(); t++) {
        if (outcome.made(i, t) > 0 && !book.recipes().has(i)) {
          noBetterTier(i, t);
        }
      }
    }
    buyers();
  }

  private void noBetterTier(int offer, int made) {
    long earned = earned(offer, made, 0);
    for (int t = 0; t < book.tiers(); t++) {
      Broken.unless(
          earned >= earned(offer, t, 1),
          "offer %d makes tier %d but would earn more in tier %d",
          offer,
          made,
          t);
    }
  }

  /** Nano-dollars that the full run earns above the ask if the price were {@code less} lower. */
  private long earned(int offer, int tier, int less) {
    return book.fullRun(offer, tier) * (outcome.price(tier) - less - book.ask(offer, tier));
  }

  private void buyers() {
    long shortfall = 0;
    for (int j = 0; j < book.bids(); j++) {
      if (book.bidLimit(j) > outcome.price(book.bidTier(j))) {
        shortfall += book.bidLots(j) - outcome.filled(j);
      }
    }
    Broken.unless(
        shortfall <= (long) LOTS_PER_TIER * book.tiers(),
        "bids above the price go short by %d lots",
        shortfall);
  }
}
