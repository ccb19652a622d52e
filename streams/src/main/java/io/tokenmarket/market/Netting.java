package io.tokenmarket.market;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An outcome with its trades matched anew, so that of each tier an owner's sales first meet his own
 * purchases. All of a tier trade at one price, so nothing but the pairs differs. Offers and bids
 * meet in log order: those of one owner first, then the rest.
 */
final class Netting implements Outcome {
  private record Pair(int seller, int buyer, int awardedTier, long lots) {}

  private final Outcome outcome;
  private final Book book;
  private final Collected orders;
  private final List<Pair> pairs = new ArrayList<>();

  private Netting(Collected orders, Outcome outcome) {
    this.outcome = outcome;
    this.orders = orders;
    this.book = orders.book();
    for (int bought = 0; bought < book.tiers(); bought++) {
      for (int awarded = 0; awarded < book.tiers(); awarded++) {
        match(bought, awarded);
      }
    }
  }

  /** The outcome itself where the market nets nothing, or nobody trades on both sides. */
  static Outcome of(Rules rules, Collected orders, Outcome outcome) {
    return rules.definition().getNetOwnTrades() && hasBothSides(orders, outcome)
        ? new Netting(orders, outcome)
        : outcome;
  }

  private static boolean hasBothSides(Collected orders, Outcome outcome) {
    Set<String> sellers = new HashSet<>();
    Set<String> buyers = new HashSet<>();
    for (int k = 0; k < outcome.trades(); k++) {
      sellers.add(orders.offer(outcome.seller(k)).getParticipant());
      buyers.add(orders.demand(outcome.buyer(k)).getParticipant());
    }
    sellers.retainAll(buyers);
    return !sellers.isEmpty();
  }

  private void match(int bought, int awarded) {
    long[] sales = new long[book.offers()];
    long[] purchases = new long[book.bids()];
    boolean any = false;
    for (int k = 0; k < outcome.trades(); k++) {
      int buyer = outcome.buyer(k);
      if (book.bidTier(buyer) == bought && outcome.awardedTier(k) == awarded) {
        sales[outcome.seller(k)] += outcome.tradedLots(k);
        purchases[buyer] += outcome.tradedLots(k);
        any = true;
      }
    }
    if (any) {
      match(sales, purchases, awarded, true);
      match(sales, purchases, awarded, false);
    }
  }

  private void match(long[] sales, long[] purchases, int awarded, boolean ownOnly) {
    for (int i = 0; i < sales.length; i++) {
      for (int j = 0; sales[i] > 0 && j < purchases.length; j++) {
        long lots = Math.min(sales[i], purchases[j]);
        if (lots > 0 && (!ownOnly || isOwn(i, j))) {
          pairs.add(new Pair(i, j, awarded, lots));
          sales[i] -= lots;
          purchases[j] -= lots;
        }
      }
    }
  }

  private boolean isOwn(int offer, int bid) {
    return orders.offer(offer).getParticipant().equals(orders.demand(bid).getParticipant());
  }

  @Override
  public int trades() {
    return pairs.size();
  }

  @Override
  public int seller(int trade) {
    return pairs.get(trade).seller();
  }

  @Override
  public int buyer(int trade) {
    return pairs.get(trade).buyer();
  }

  @Override
  public int awardedTier(int trade) {
    return pairs.get(trade).awardedTier();
  }

  @Override
  public long tradedLots(int trade) {
    return pairs.get(trade).lots();
  }

  @Override
  public long price(int tier) {
    return outcome.price(tier);
  }

  @Override
  public long lowest(int tier) {
    return outcome.lowest(tier);
  }

  @Override
  public long highest(int tier) {
    return outcome.highest(tier);
  }

  @Override
  public long sold(int tier) {
    return outcome.sold(tier);
  }

  @Override
  public long made(int offer, int tier) {
    return outcome.made(offer, tier);
  }

  @Override
  public long madeBy(int recipe) {
    return outcome.madeBy(recipe);
  }

  @Override
  public long filled(int bid) {
    return outcome.filled(bid);
  }

  @Override
  public long rent(int offer) {
    return outcome.rent(offer);
  }

  @Override
  public long poolRent(int offer, int pool) {
    return outcome.poolRent(offer, pool);
  }

  @Override
  public BigInteger welfare() {
    return outcome.welfare();
  }

  @Override
  public BigInteger gap() {
    return outcome.gap();
  }
}
