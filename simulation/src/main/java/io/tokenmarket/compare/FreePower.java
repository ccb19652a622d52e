package io.tokenmarket.compare;

import io.tokenmarket.clearing.Book;

/**
 * What is left of the power of each offer. What its tiers use is rounded up, tier by tier, to parts
 * of 2^30.
 */
final class FreePower {
  private static final long WHOLE = 1L << 30;

  private final Book book;
  private final long[][] made;

  FreePower(Book book) {
    this.book = book;
    made = new long[book.offers()][book.tiers()];
  }

  /** Lots of the tier that the offer can still make. */
  long lots(int offer, int tier) {
    long left = WHOLE;
    for (int other = 0; other < book.tiers(); other++) {
      left -= other == tier ? 0 : used(offer, other);
    }
    return left * book.fullRun(offer, tier) / WHOLE - made[offer][tier];
  }

  private long used(int offer, int tier) {
    long fullRun = book.fullRun(offer, tier);
    return fullRun == 0 ? 0 : (made[offer][tier] * WHOLE + fullRun - 1) / fullRun;
  }

  /**
   * @param lots no more than can still be made
   */
  void use(int offer, int tier, long lots) {
    made[offer][tier] += lots;
  }
}
