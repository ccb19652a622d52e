package io.tokenmarket.clearing;

/**
 * Solves one auction over all tiers at once: maximise what buyers value less what sellers ask,
 * subject to each offer's power and to supply = demand per tier; see {@code docs/auction.md}.
 *
 * <p>Reusable and not thread-safe: memory is kept from one auction to the next.
 */
public final class Auction {

  /** Clears the book; the outcome is valid until the next call. */
  public Outcome clear(Book book) {
    throw new UnsupportedOperationException("not built yet");
  }
}
