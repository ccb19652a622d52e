package io.tokenmarket.compare;

import io.tokenmarket.clearing.Book;

/**
 * The bids of an interval as requests that come in one by one, those of all buyers mixed: what is
 * sold first come, first served is not sold to whoever is first in the book.
 */
final class Arrivals {
  /** In each, every buyer asks for an equal part of their lots, in the order of the book. */
  private static final int SLICES = 20;

  /** Serves what comes in. */
  interface Desk {
    void serve(int bid, long lots);
  }

  private Arrivals() {}

  static void serve(Book book, Desk desk) {
    for (int slice = 0; slice < SLICES; slice++) {
      for (int bid = 0; bid < book.bids(); bid++) {
        desk.serve(bid, upTo(book.bidLots(bid), slice + 1) - upTo(book.bidLots(bid), slice));
      }
    }
  }

  private static long upTo(long lots, int slice) {
    return lots * slice / SLICES;
  }
}
