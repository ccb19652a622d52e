package io.tokenmarket.verifier;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import io.tokenmarket.clearing.Recipes;
import java.math.BigInteger;

/** An outcome copied out, to be corrupted. */
final class Altered implements Outcome {
  final long[] price;
  final long[] lowest;
  final long[] highest;
  final long[] sold;
  final long[][] made;
  final long[] filled;
  final long[] rent;
  int trades;
  final int[] seller;
  final int[] buyer;
  final long[] tradedLots;
  final int[] awardedTier;
  final long[] madeBy;
  final long[][] poolRent;
  BigInteger welfare;
  BigInteger gap;

  Altered(Book book, Outcome from) {
    int tiers = book.tiers();
    price = new long[tiers];
    lowest = new long[tiers];
    highest = new long[tiers];
    sold = new long[tiers];
    made = new long[book.offers()][tiers];
    rent = new long[book.offers()];
    filled = new long[book.bids()];
    trades = from.trades();
    seller = new int[trades];
    buyer = new int[trades];
    tradedLots = new long[trades];
    awardedTier = new int[trades];
    madeBy = new long[book.recipes().count()];
    poolRent = new long[book.offers()][Recipes.POOLS];
    welfare = from.welfare();
    gap = from.gap();
    copy(book, from);
  }

  private void copy(Book book, Outcome from) {
    for (int t = 0; t < price.length; t++) {
      price[t] = from.price(t);
      lowest[t] = from.lowest(t);
      highest[t] = from.highest(t);
      sold[t] = from.sold(t);
    }
    for (int i = 0; i < book.offers(); i++) {
      rent[i] = from.rent(i);
      for (int t = 0; t < price.length; t++) {
        made[i][t] = from.made(i, t);
      }
      if (book.recipes().has(i)) {
        poolRent[i][0] = from.poolRent(i, 0);
        poolRent[i][1] = from.poolRent(i, 1);
      }
    }
    for (int j = 0; j < filled.length; j++) {
      filled[j] = from.filled(j);
    }
    for (int k = 0; k < trades; k++) {
      seller[k] = from.seller(k);
      buyer[k] = from.buyer(k);
      tradedLots[k] = from.tradedLots(k);
      awardedTier[k] = from.awardedTier(k);
    }
    for (int r = 0; r < madeBy.length; r++) {
      madeBy[r] = from.madeBy(r);
    }
  }

  /** States rents, welfare and gap anew, as they follow from prices and awards. */
  void recertify(Book book) {
    welfare = BigInteger.ZERO;
    BigInteger bound = BigInteger.ZERO;
    for (int i = 0; i < rent.length; i++) {
      rent[i] = 0;
      for (int t = 0; t < price.length; t++) {
        rent[i] = Math.max(rent[i], book.fullRun(i, t) * (price[t] - book.ask(i, t)));
        welfare = welfare.subtract(BigInteger.valueOf(made[i][t] * book.ask(i, t)));
      }
      bound = bound.add(BigInteger.valueOf(rent[i]));
    }
    for (int j = 0; j < filled.length; j++) {
      welfare = welfare.add(BigInteger.valueOf(filled[j] * book.bidLimit(j)));
      long surplus = Math.max(0, book.bidLimit(j) - price[book.bidTier(j)]);
      bound = bound.add(BigInteger.valueOf(book.bidLots(j) * surplus));
    }
    gap = bound.subtract(welfare);
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
    return made[offer][tier];
  }

  @Override
  public long madeBy(int recipe) {
    return madeBy[recipe];
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
    return poolRent[offer][pool];
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
    return welfare;
  }

  @Override
  public BigInteger gap() {
    return gap;
  }
}
