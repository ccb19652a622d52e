package io.tokenmarket.clearing;

import java.math.BigInteger;
import java.util.Arrays;

/** The outcome, as columns that keep their memory. */
final class Result implements Outcome {
  private Book book;
  private final long[] price = new long[Book.MAX_TIERS];
  private final long[] lowest = new long[Book.MAX_TIERS];
  private final long[] highest = new long[Book.MAX_TIERS];
  private final long[] sold = new long[Book.MAX_TIERS];
  private long[] made = new long[0];
  private long[] filled = new long[0];
  private long[] rent = new long[0];
  private long[] madeBy = new long[0];
  private long[] poolRent = new long[0];
  private final PoolRents poolRents = new PoolRents();
  private int[] seller = new int[0];
  private int[] buyer = new int[0];
  private long[] tradedLots = new long[0];
  private int[] awardedTier = new int[0];
  private int trades;
  private final Money welfare = new Money();
  private final Money bound = new Money();

  void start(Book orders) {
    book = orders;
    trades = 0;
    int cells = orders.offers() * orders.tiers();
    if (made.length < cells || rent.length < orders.offers()) {
      made = new long[cells + made.length];
      rent = new long[orders.offers() + rent.length];
    }
    if (filled.length < orders.bids()) {
      filled = new long[orders.bids() + filled.length];
    }
    int recipes = orders.recipes().count();
    if (recipes > 0
        && (madeBy.length < recipes || poolRent.length < Recipes.POOLS * orders.offers())) {
      madeBy = new long[recipes + madeBy.length];
      poolRent = new long[Recipes.POOLS * orders.offers() + poolRent.length];
    }
    Arrays.fill(made, 0, cells, 0);
    Arrays.fill(filled, 0, orders.bids(), 0);
    Arrays.fill(sold, 0);
  }

  /**
   * @param awarded tier of the lots handed over
   * @param bought tier that the bid wants
   */
  void trade(int awarded, int offer, int bought, int bid, long lots) {
    if (trades == seller.length) {
      int size = Math.max(64, 2 * trades);
      seller = Arrays.copyOf(seller, size);
      buyer = Arrays.copyOf(buyer, size);
      tradedLots = Arrays.copyOf(tradedLots, size);
      awardedTier = Arrays.copyOf(awardedTier, size);
    }
    seller[trades] = offer;
    buyer[trades] = bid;
    awardedTier[trades] = awarded;
    tradedLots[trades++] = lots;
    made[offer * book.tiers() + awarded] += lots;
    filled[bid] += lots;
    sold[bought] += lots;
  }

  /**
   * Sets the prices: the midpoint, rounded up, of the lowest and the highest vector that clear.
   * Both are clearing vectors, and so is every vector between them; a mixture is not. Past the last
   * tick nobody buys: such a price may as well be the last tick.
   */
  void prices(Fraction[] low, Fraction[] high) {
    Fraction cap = Fraction.of(Basis.CAP);
    for (int t = 0; t < book.tiers(); t++) {
      boolean makeable = high[t].compareTo(cap) < 0;
      Fraction one = low[t].max(Fraction.ZERO);
      Fraction other = makeable ? high[t].max(Fraction.ZERO) : Fraction.of(Book.MAX_PRICE);
      Fraction middle = makeable ? one.plus(other).over(2) : one;
      lowest[t] = one.min(other).floor().longValueExact();
      highest[t] = roundedUp(one.max(other));
      price[t] = roundedUp(middle);
    }
    for (int pass = 1; pass < book.tiers(); pass++) {
      keepCascade();
    }
  }

  /** A tier that nobody can make is still not cheaper than one it might serve. */
  private void keepCascade() {
    for (int t = 0; t < book.tiers(); t++) {
      if (book.slower(t) >= 0) {
        price[t] = Math.max(price[t], price[book.slower(t)]);
      }
    }
  }

  private static long roundedUp(Fraction ticks) {
    return Math.min(Book.MAX_PRICE, ticks.ceiling().longValueExact());
  }

  /** The duals of the offers, welfare, and the bound that the prices put on it. */
  void certify() {
    welfare.clear();
    bound.clear();
    for (int i = 0; i < book.offers(); i++) {
      rent[i] = book.recipes().has(i) ? poolRents(i) : bestTier(i);
      for (int t = 0; t < book.tiers(); t++) {
        welfare.add(-made(i, t) * book.ask(i, t));
      }
      bound.add(rent[i]);
    }
    for (int j = 0; j < book.bids(); j++) {
      welfare.add(filled[j] * book.bidLimit(j));
      bound.add(book.bidLots(j) * Math.max(0, book.bidLimit(j) - price[book.bidTier(j)]));
    }
  }

  private long bestTier(int offer) {
    long most = 0;
    for (int t = 0; t < book.tiers(); t++) {
      most = Math.max(most, book.fullRun(offer, t) * (price[t] - book.ask(offer, t)));
    }
    return most;
  }

  private long poolRents(int offer) {
    poolRents.find(book, offer, this);
    poolRent[offer * Recipes.POOLS] = poolRents.first();
    poolRent[offer * Recipes.POOLS + 1] = poolRents.second();
    return poolRents.first() + poolRents.second();
  }

  @Override
  public long price(int tier) {
    return price[tier];
  }

  @Override
  public long lowest(int tier) {
    return lowest[tier];
  }

  @Override
  public long highest(int tier) {
    return highest[tier];
  }

  @Override
  public long sold(int tier) {
    return sold[tier];
  }

  @Override
  public long made(int offer, int tier) {
    return made[offer * book.tiers() + tier];
  }

  @Override
  public long madeBy(int recipe) {
    return madeBy[recipe];
  }

  void setMadeBy(int recipe, long lots) {
    madeBy[recipe] = lots;
  }

  @Override
  public long filled(int bid) {
    return filled[bid];
  }

  @Override
  public long rent(int offer) {
    return rent[offer];
  }

  @Override
  public long poolRent(int offer, int pool) {
    return book.recipes().has(offer) ? poolRent[offer * Recipes.POOLS + pool] : 0;
  }

  @Override
  public int trades() {
    return trades;
  }

  @Override
  public int awardedTier(int trade) {
    return awardedTier[trade];
  }

  @Override
  public int seller(int trade) {
    return seller[trade];
  }

  @Override
  public int buyer(int trade) {
    return buyer[trade];
  }

  @Override
  public long tradedLots(int trade) {
    return tradedLots[trade];
  }

  @Override
  public BigInteger welfare() {
    return welfare.value();
  }

  @Override
  public BigInteger gap() {
    return bound.value().subtract(welfare.value());
  }
}
