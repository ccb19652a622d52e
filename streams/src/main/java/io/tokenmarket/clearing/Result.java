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
  private int[] seller = new int[0];
  private int[] buyer = new int[0];
  private long[] tradedLots = new long[0];
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
    Arrays.fill(made, 0, cells, 0);
    Arrays.fill(filled, 0, orders.bids(), 0);
    Arrays.fill(sold, 0);
  }

  void trade(int tier, int offer, int bid, long lots) {
    if (trades == seller.length) {
      int size = Math.max(64, 2 * trades);
      seller = Arrays.copyOf(seller, size);
      buyer = Arrays.copyOf(buyer, size);
      tradedLots = Arrays.copyOf(tradedLots, size);
    }
    seller[trades] = offer;
    buyer[trades] = bid;
    tradedLots[trades++] = lots;
    made[offer * book.tiers() + tier] += lots;
    filled[bid] += lots;
    sold[tier] += lots;
  }

  /**
   * Sets the prices: the midpoint, rounded up, of the lowest and the highest vector that clear.
   * Both are clearing vectors, and so is every vector between them; a mixture is not. Past the last
   * tick nobody buys: such a price may as well be the last tick.
   */
  void prices(Fraction[] low, Fraction[] high) {
    for (int t = 0; t < book.tiers(); t++) {
      boolean makeable = high[t].compareTo(Fraction.of(Basis.CAP)) < 0;
      Fraction bottom = low[t].max(Fraction.ZERO);
      Fraction top = makeable ? high[t].max(Fraction.ZERO) : Fraction.of(Book.MAX_PRICE);
      Fraction middle = makeable ? bottom.plus(top).over(2) : bottom;
      lowest[t] = bottom.floor().longValueExact();
      highest[t] = roundedUp(top);
      price[t] = roundedUp(middle);
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
      rent[i] = 0;
      for (int t = 0; t < book.tiers(); t++) {
        rent[i] = Math.max(rent[i], book.fullRun(i, t) * (price[t] - book.ask(i, t)));
        welfare.add(-made(i, t) * book.ask(i, t));
      }
      bound.add(rent[i]);
    }
    for (int j = 0; j < book.bids(); j++) {
      welfare.add(filled[j] * book.bidLimit(j));
      bound.add(book.bidLots(j) * Math.max(0, book.bidLimit(j) - price[book.bidTier(j)]));
    }
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
    throw new UnsupportedOperationException("recipe " + recipe);
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
    throw new UnsupportedOperationException("pool " + pool + " of offer " + offer);
  }

  @Override
  public int trades() {
    return trades;
  }

  @Override
  public int awardedTier(int trade) {
    return book.bidTier(buyer[trade]);
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
