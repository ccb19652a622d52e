package io.tokenmarket.verifier;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import java.math.BigInteger;

/**
 * Recomputes rents, welfare and the duality gap. By weak duality no allocation of this book is
 * worth more than {@code sum of lots x max(0, limit - price) + sum of rents}, whatever the prices.
 */
final class Certificate {
  private final Book book;
  private final Outcome outcome;
  private BigInteger welfare = BigInteger.ZERO;
  private BigInteger bound = BigInteger.ZERO;

  Certificate(Book book, Outcome outcome) {
    this.book = book;
    this.outcome = outcome;
  }

  void verify() {
    for (int i = 0; i < book.offers(); i++) {
      offer(i);
    }
    for (int j = 0; j < book.bids(); j++) {
      long surplus = Math.max(0, book.bidLimit(j) - outcome.price(book.bidTier(j)));
      bound = bound.add(BigInteger.valueOf(surplus * book.bidLots(j)));
      welfare = welfare.add(BigInteger.valueOf(outcome.filled(j) * book.bidLimit(j)));
    }
    Broken.unless(
        welfare.equals(outcome.welfare()),
        "welfare is %d, not the %d stated",
        welfare,
        outcome.welfare());
    BigInteger gap = bound.subtract(welfare);
    Broken.unless(
        gap.equals(outcome.gap()), "the gap is %d, not the %d stated", gap, outcome.gap());
  }

  private void offer(int i) {
    long rent = book.recipes().has(i) ? outcome.poolRent(i, 0) + outcome.poolRent(i, 1) : 0;
    for (int t = 0; t < book.tiers(); t++) {
      if (!book.recipes().has(i)) {
        rent = Math.max(rent, book.fullRun(i, t) * (outcome.price(t) - book.ask(i, t)));
      }
      welfare = welfare.subtract(BigInteger.valueOf(outcome.made(i, t) * book.ask(i, t)));
    }
    Broken.unless(
        rent == outcome.rent(i),
        "the rent of offer %d is %d, not the %d stated",
        i,
        rent,
        outcome.rent(i));
    bound = bound.add(BigInteger.valueOf(rent));
  }
}
