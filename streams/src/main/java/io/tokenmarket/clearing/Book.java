package io.tokenmarket.clearing;

import java.util.Arrays;

/**
 * The orders of one auction, as columns of longs, in log order.
 *
 * <p>An offer is quoted by what it makes running flat out: {@code fullRun(offer, tier)} lots of one
 * tier and nothing else in the interval; 0 means it cannot make the tier. It may split its power:
 * the sum over tiers of made / fullRun is at most 1. A bid wants lots of one tier at a limit price.
 *
 * <p>Reusable: {@link #clear()} forgets the orders and keeps the memory. Not thread-safe.
 */
public final class Book {
  /** Most tiers of a book. */
  public static final int MAX_TIERS = 16;

  /** Highest ask or limit, ticks. */
  public static final long MAX_PRICE = (1L << 30) - 1;

  /** Most lots of one order, and of one offer running flat out. */
  public static final long MAX_LOTS = 1L << 32;

  /** Most offers, and most bids: so that sums of lots stay below 2^53 and of money below 2^84. */
  public static final int MAX_ORDERS = 1 << 21;

  private final int tiers;
  private long[] fullRun = new long[0];
  private long[] ask = new long[0];
  private int offers;
  private int[] bidTier = new int[0];
  private long[] bidLots = new long[0];
  private long[] bidLimit = new long[0];
  private int bids;

  /**
   * @param tiers number of tiers, 1 to 16
   */
  public Book(int tiers) {
    check("tiers", tiers, 1, MAX_TIERS);
    this.tiers = tiers;
  }

  /** The same orders again. */
  Book(Book book) {
    tiers = book.tiers;
    fullRun = book.fullRun.clone();
    ask = book.ask.clone();
    offers = book.offers;
    bidTier = book.bidTier.clone();
    bidLots = book.bidLots.clone();
    bidLimit = book.bidLimit.clone();
    bids = book.bids;
  }

  /** Forgets all orders. */
  public void clear() {
    offers = 0;
    bids = 0;
  }

  /**
   * Adds an offer behind those already there.
   *
   * @param fullRunLots lots per tier running flat out, each 0 to 2^32
   * @param askTicks lowest price per tier, each 0 to 2^30 - 1; ignored where fullRunLots is 0
   * @return its index
   * @throws IllegalArgumentException if a number is out of range; the book is then unchanged
   */
  public int offer(long[] fullRunLots, long[] askTicks) {
    check("offers before this one", offers, 0, MAX_ORDERS - 1);
    for (int t = 0; t < tiers; t++) {
      check("full-run lots", fullRunLots[t], 0, MAX_LOTS);
      check("ask in ticks", fullRunLots[t] == 0 ? 0 : askTicks[t], 0, MAX_PRICE);
    }
    int from = offers * tiers;
    if (from + tiers > fullRun.length) {
      int size = Math.max(16 * tiers, 2 * fullRun.length);
      fullRun = Arrays.copyOf(fullRun, size);
      ask = Arrays.copyOf(ask, size);
    }
    System.arraycopy(fullRunLots, 0, fullRun, from, tiers);
    System.arraycopy(askTicks, 0, ask, from, tiers);
    return offers++;
  }

  /**
   * Adds a bid behind those already there.
   *
   * @param tier 0 to tiers - 1
   * @param lots 0 to 2^32
   * @param limitTicks highest price paid, 0 to 2^30 - 1
   * @return its index
   * @throws IllegalArgumentException if a number is out of range; the book is then unchanged
   */
  public int bid(int tier, long lots, long limitTicks) {
    check("bids before this one", bids, 0, MAX_ORDERS - 1);
    check("tier", tier, 0, tiers - 1);
    check("lots", lots, 0, MAX_LOTS);
    check("limit in ticks", limitTicks, 0, MAX_PRICE);
    if (bids == bidTier.length) {
      int size = Math.max(64, 2 * bids);
      bidTier = Arrays.copyOf(bidTier, size);
      bidLots = Arrays.copyOf(bidLots, size);
      bidLimit = Arrays.copyOf(bidLimit, size);
    }
    bidTier[bids] = tier;
    bidLots[bids] = lots;
    bidLimit[bids] = limitTicks;
    return bids++;
  }

  public int tiers() {
    return tiers;
  }

  public int offers() {
    return offers;
  }

  public int bids() {
    return bids;
  }

  public long fullRun(int offer, int tier) {
    return fullRun[offer * tiers + tier];
  }

  public long ask(int offer, int tier) {
    return ask[offer * tiers + tier];
  }

  void setAsk(int offer, int tier, long ticks) {
    ask[offer * tiers + tier] = ticks;
  }

  void setBidLimit(int bid, long ticks) {
    bidLimit[bid] = ticks;
  }

  public int bidTier(int bid) {
    return bidTier[bid];
  }

  public long bidLots(int bid) {
    return bidLots[bid];
  }

  public long bidLimit(int bid) {
    return bidLimit[bid];
  }

  private static void check(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(what + ": " + value + " is not " + least + " to " + most);
    }
  }
}
