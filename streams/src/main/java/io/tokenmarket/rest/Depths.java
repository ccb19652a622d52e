package io.tokenmarket.rest;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.market.AuctionBook;
import io.tokenmarket.rest.resource.Depth;
import io.tokenmarket.rest.resource.Depth.Level;
import io.tokenmarket.rest.resource.Depth.TierDepth;
import io.tokenmarket.schemas.Units;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Supply and demand of a book by price. */
final class Depths {
  /** Lots at a price, and of how many steps of orders. */
  private static final class PerformanceTotals {
    BigInteger lots = BigInteger.ZERO;
    int orders;

    void add(long more) {
      lots = lots.add(BigInteger.valueOf(more));
      orders++;
    }

    void add(PerformanceTotals more) {
      lots = lots.add(more.lots);
      orders += more.orders;
    }
  }

  private final AuctionBook auction;
  private final Book book;
  private final int levels;

  /**
   * @param levels at most so many prices a side
   */
  Depths(AuctionBook auction, int levels) {
    this.auction = auction;
    this.book = auction.book();
    this.levels = levels;
  }

  List<Depth.TierDepth> tiers() {
    return IntStream.range(0, book.tiers()).mapToObj(this::tier).toList();
  }

  private TierDepth tier(int tier) {
    TreeMap<Long, PerformanceTotals> demand = new TreeMap<>(Comparator.reverseOrder());
    TreeMap<Long, PerformanceTotals> supply = new TreeMap<>();
    for (int j = 0; j < book.bids(); j++) {
      if (book.bidTier(j) == tier) {
        demand
            .computeIfAbsent(book.bidLimit(j), price -> new PerformanceTotals())
            .add(book.bidLots(j));
      }
    }
    for (int i = 0; i < book.offers(); i++) {
      if (book.fullRun(i, tier) > 0) {
        supply
            .computeIfAbsent(book.ask(i, tier), price -> new PerformanceTotals())
            .add(book.fullRun(i, tier));
      }
    }
    return new TierDepth(
        auction.tier(tier), total(demand), total(supply), grouped(demand), grouped(supply));
  }

  private static BigInteger total(TreeMap<Long, PerformanceTotals> side) {
    return Resources.tokens(
        side.values().stream().map(sum -> sum.lots).reduce(BigInteger.ZERO, BigInteger::add));
  }

  /** Neighbours share a level where there are more prices than levels, evenly. */
  private List<Level> grouped(TreeMap<Long, PerformanceTotals> side) {
    int shared = Math.max(1, (side.size() + levels - 1) / levels);
    List<Level> grouped = new ArrayList<>();
    PerformanceTotals sum = new PerformanceTotals();
    int prices = 0;
    for (var entry : side.entrySet()) {
      sum.add(entry.getValue());
      prices++;
      if (prices % shared == 0 || prices == side.size()) {
        grouped.add(new Level(Units.price(entry.getKey()), Resources.tokens(sum.lots), sum.orders));
        sum = new PerformanceTotals();
      }
    }
    return grouped;
  }
}
