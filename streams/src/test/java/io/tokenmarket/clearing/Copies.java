package io.tokenmarket.clearing;

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

  private static Book build(
      Book book, int tiers, IntUnaryOperator offer, IntUnaryOperator bid, long lots, long money) {
    Book copy = new Book(tiers);
    for (int i = 0; i < book.offers(); i++) {
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
}
