package io.tokenmarket.market;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * An outcome with its trades matched anew, so that of each tier an owner's sales first meet their
 * own purchases. All of a tier trade at one price, so nothing but the pairs differs. Offers and
 * bids meet in log order: those of one owner first, then the rest.
 */
final class Netting implements Outcome {
  private record Pair(int seller, int buyer, int awardedTier, long lots) {}

  private final Outcome outcome;
  private final Book book;
  private final Collected orders;
  private final List<Pair> pairs = new ArrayList<>();

  /** By offer and by bid of the book, lots of the trades that are being matched. */
  private final long[] sales;

  private final long[] purchases;

  private Netting(Collected orders, Outcome outcome) {
    this.outcome = outcome;
    this.orders = orders;
    this.book = orders.book();
    this.sales = new long[book.offers()];
    this.purchases = new long[book.bids()];
    byTiers().values().forEach(this::match);
  }

  /** The trades, first by the tier that is bought and then by the one that is awarded. */
  private SortedMap<Integer, List<Integer>> byTiers() {
    SortedMap<Integer, List<Integer>> trades = new TreeMap<>();
    for (int k = 0; k < outcome.trades(); k++) {
      int tiers = book.bidTier(outcome.buyer(k)) * book.tiers() + outcome.awardedTier(k);
      trades.computeIfAbsent(tiers, none -> new ArrayList<>()).add(k);
    }
    return trades;
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

  /** Matches the trades of one tier bought and one awarded, until no lot of them is left. */
  private void match(List<Integer> trades) {
    for (int k : trades) {
      sales[outcome.seller(k)] += outcome.tradedLots(k);
      purchases[outcome.buyer(k)] += outcome.tradedLots(k);
    }
    int awarded = outcome.awardedTier(trades.get(0));
    int[] sellers = inLogOrder(trades, outcome::seller);
    int[] buyers = inLogOrder(trades, outcome::buyer);
    matchOwn(sellers, buyers, awarded);
    Queue<Integer> rest = new ArrayDeque<>();
    Arrays.stream(buyers).filter(buyer -> purchases[buyer] > 0).forEach(rest::add);
    for (int seller : sellers) {
      match(seller, rest, awarded);
    }
  }

  private static int[] inLogOrder(List<Integer> trades, IntUnaryOperator side) {
    return trades.stream().mapToInt(side::applyAsInt).sorted().distinct().toArray();
  }

  private void matchOwn(int[] sellers, int[] buyers, int awarded) {
    Map<String, Queue<Integer>> own = new HashMap<>();
    for (int buyer : buyers) {
      String owner = orders.demand(buyer).getParticipant();
      own.computeIfAbsent(owner, none -> new ArrayDeque<>()).add(buyer);
    }
    for (int seller : sellers) {
      Queue<Integer> his = own.get(orders.offer(seller).getParticipant());
      if (his != null) {
        match(seller, his, awarded);
      }
    }
  }

  /** Each turn uses up the seller or the first buyer, so all are one walk along both. */
  private void match(int seller, Queue<Integer> buyers, int awarded) {
    while (sales[seller] > 0 && !buyers.isEmpty()) {
      int buyer = buyers.element();
      long lots = Math.min(sales[seller], purchases[buyer]);
      pairs.add(new Pair(seller, buyer, awarded, lots));
      sales[seller] -= lots;
      purchases[buyer] -= lots;
      if (purchases[buyer] == 0) {
        buyers.remove();
      }
    }
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
