package io.tokenmarket.verifier;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;

/** Checks that the trades hand over every lot made, to its buyer, once. */
final class TradesCheck {
  private final Book book;
  private final Outcome outcome;

  TradesCheck(Book book, Outcome outcome) {
    this.book = book;
    this.outcome = outcome;
  }

  void verify() {
    int tiers = book.tiers();
    long[] delivered = new long[book.offers() * tiers];
    long[] received = new long[book.bids()];
    for (int k = 0; k < outcome.trades(); k++) {
      int bid = outcome.buyer(k);
      long lots = outcome.tradedLots(k);
      Broken.unless(lots > 0, "trade %d is of %d lots", k, lots);
      int tier = outcome.awardedTier(k);
      Broken.unless(
          Cascade.serves(book, tier, book.bidTier(bid)),
          "trade %d hands over tier %d for tier %d",
          k,
          tier,
          book.bidTier(bid));
      Broken.unless(
          outcome.price(tier) == outcome.price(book.bidTier(bid)),
          "trade %d hands over tier %d at the price of tier %d, which is another",
          k,
          tier,
          book.bidTier(bid));
      delivered[outcome.seller(k) * tiers + tier] += lots;
      received[bid] += lots;
    }
    for (int i = 0; i < book.offers(); i++) {
      for (int t = 0; t < tiers; t++) {
        long lots = delivered[i * tiers + t];
        Broken.unless(
            lots == outcome.made(i, t),
            "offer %d makes %d lots of tier %d but trades %d",
            i,
            outcome.made(i, t),
            t,
            lots);
      }
    }
    for (int j = 0; j < book.bids(); j++) {
      Broken.unless(
          received[j] == outcome.filled(j),
          "bid %d gets %d lots but trades %d",
          j,
          outcome.filled(j),
          received[j]);
    }
  }
}
