package io.tokenmarket.clearing;

import java.util.Arrays;

/**
 * The orders of one auction, as columns of longs, in log order.
 *
 * <p>An offer is quoted by what it makes running flat out: {@code fullRun(offer, tier)} lots of one
 * tier and nothing else in the interval; 0 means it cannot make the tier. It may split its power:
 * the sum over tiers of made / fullRun is at most 1. A bid wants lots of one tier at a limit price.
 *
 * <p>An offer may instead have two pools and {@link Recipes}, each of which makes a tier out of
 * both: per pool the sum over recipes of made / run is at most 1. And a market may let faster tiers
 * serve the demand of slower ones: its {@link #cascade}.
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

  private static final int NONE = -1;

  private final int tiers;
  private final int[] slower = new int[MAX_TIERS];
  private final Recipes recipes = new Recipes();
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
    Arrays.fill(slower, NONE);
  }

  /** The same orders again. */
  Book(Book book) {
    tiers = book.tiers;
    System.arraycopy(book.slower, 0, slower, 0, MAX_TIERS);
    recipes.copy(book.recipes);
    fullRun = book.fullRun.clone();
    ask = book.ask.clone();
    offers = book.offers;
    bidTier = book.bidTier.clone();
    bidLots = book.bidLots.clone();
    bidLimit = book.bidLimit.clone();
    bids = book.bids;
  }

  /** Forgets all orders; the cascade stays. */
  public void clear() {
    offers = 0;
    bids = 0;
    recipes.clear();
  }

  /**
   * Lets each of these tiers serve the demand of those behind it, without limit; replaces the
   * cascade there was.
   *
   * @param fastToSlow tiers, each once; none for no cascade
   * @throws IllegalArgumentException if one is out of range or named twice; the book is then
   *     unchanged
   */
  public void cascade(int... fastToSlow) {
    boolean[] named = new boolean[tiers];
    for (int tier : fastToSlow) {
      check("tier of the cascade", tier, 0, tiers - 1);
      check("earlier places of a tier in the cascade", named[tier] ? 1 : 0, 0, 0);
      named[tier] = true;
    }
    Arrays.fill(slower, NONE);
    for (int k = 1; k < fastToSlow.length; k++) {
      slower[fastToSlow[k - 1]] = fastToSlow[k];
    }
  }

  /** Whether some tier may serve another's demand. */
  public boolean cascades() {
    for (int each : slower) {
      if (each != NONE) {
        return true;
      }
    }
    return false;
  }

  /** The next slower tier, whose demand this one may serve; -1 if none. */
  public int slower(int tier) {
    return slower[tier];
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
    growOffers();
    System.arraycopy(fullRunLots, 0, fullRun, offers * tiers, tiers);
    System.arraycopy(askTicks, 0, ask, offers * tiers, tiers);
    recipes.none();
    return offers++;
  }

  private void growOffers() {
    if ((offers + 1) * tiers > fullRun.length) {
      int size = Math.max(16 * tiers, 2 * fullRun.length);
      fullRun = Arrays.copyOf(fullRun, size);
      ask = Arrays.copyOf(ask, size);
    }
  }

  /**
   * Adds an offer with two pools behind those already there. Its recipe k makes tier {@code
   * tier[k]}: at most {@code first[k]} lots if only the first pool counted, {@code second[k]} if
   * only the second.
   *
   * @param tier per recipe, 1 to 16 of them, the tier it makes; more than one may make the same
   * @param first per recipe 0 to 2^31 lots, 0 if the pool makes none at all, or {@link
   *     Recipes#UNLIMITED} if the recipe does not use the pool
   * @param second likewise; not both unlimited
   * @param askTicks lowest price per tier, each 0 to 2^30 - 1; ignored where no recipe makes the
   *     tier
   * @return its index
   * @throws IllegalArgumentException if a number is out of range; the book is then unchanged
   */
  public int offer(int[] tier, long[] first, long[] second, long[] askTicks) {
    check("offers before this one", offers, 0, MAX_ORDERS - 1);
    check("recipes", tier.length, 1, Recipes.MAX);
    for (int k = 0; k < tier.length; k++) {
      check("tier of a recipe", tier[k], 0, tiers - 1);
      check("ask in ticks", askTicks[tier[k]], 0, MAX_PRICE);
      checkRun(first[k], second[k]);
      checkRun(second[k], first[k]);
    }
    growOffers();
    System.arraycopy(askTicks, 0, ask, offers * tiers, tiers);
    recipes.add(tier, first, second);
    for (int t = 0; t < tiers; t++) {
      fullRun[offers * tiers + t] = recipes.fullRun(offers, t);
    }
    return offers++;
  }

  private static void checkRun(long lots, long other) {
    if (lots != Recipes.UNLIMITED || other == Recipes.UNLIMITED) {
      check("lots of a recipe", lots, 0, Recipes.MAX_RUN);
    }
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

  /** Pools and recipes of the offers that have them. */
  public Recipes recipes() {
    return recipes;
  }

  /** Lots of the tier if the offer makes nothing else. */
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
