package io.tokenmarket.rest;

import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.topology.views.Grouping;
import io.tokenmarket.topology.views.MarketViews;
import io.tokenmarket.topology.views.Performed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads performances in blocks of intervals, and keeps the blocks in which nothing changes any
 * more. A sum over a day of one-minute auctions then adds up 24 sums instead of 1,440 records.
 */
final class PerformanceBlocks {
  /** Intervals of a block: the usual questions begin and end with an hour. */
  static final int INTERVALS = 60;

  /** About 10 KB each. */
  private static final int KEPT = 2_048;

  private final MarketViews views;
  private final Map<Place, PerformanceBlock> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Place, PerformanceBlock> eldest) {
              return size() > KEPT;
            }
          });

  /**
   * Whose block it is, and which.
   *
   * @param settles whether the market settles deliveries
   */
  private record Place(
      Grouping by,
      String subject,
      String market,
      boolean settles,
      long intervalMillis,
      long number) {}

  PerformanceBlocks(MarketViews views) {
    this.views = views;
  }

  /**
   * Shows a page what a subject did in the intervals from (included) to (excluded).
   *
   * @param last the last interval that is cleared
   */
  void show(
      Selection selected,
      MarketDefinition market,
      long from,
      long to,
      long last,
      PerformancePage page) {
    long end = Math.min(to, last + 1);
    long next = from;
    while (next < end) {
      PerformanceBlock block = block(selected, market, next, end, last);
      page.show(block);
      next = block.isEmpty() ? end : Math.min(end, endOf(block.number()));
    }
  }

  /** The block that holds the first performance in the range, as far as it is in the range. */
  private PerformanceBlock block(
      Selection selected, MarketDefinition market, long from, long to, long last) {
    PerformanceBlock known = kept.get(place(selected, market, Math.floorDiv(from, INTERVALS)));
    if (known != null && isWhole(known.number(), from, to)) {
      return known;
    }
    PerformanceBlock read = read(selected, market, from, to);
    if (isWhole(read.number(), from, Math.min(to, last)) && read.isFinal(settles(market))) {
      kept.put(place(selected, market, read.number()), read);
    }
    return read;
  }

  private PerformanceBlock read(Selection selected, MarketDefinition market, long from, long to) {
    List<Performed> found = new ArrayList<>();
    views.performances(
        selected.by(),
        selected.subject(),
        market.getMarket(),
        from,
        to,
        done ->
            found.isEmpty() || isTogether(found.get(0), done)
                ? found.add(settles(market) ? done.orNothingToDeliver() : done)
                : false);
    long number = found.isEmpty() ? Math.floorDiv(from, INTERVALS) : number(found.get(0));
    return new PerformanceBlock(number, found, market.getIntervalMillis());
  }

  private static boolean settles(MarketDefinition market) {
    return market.getSettlementIntervals() > 0;
  }

  private static boolean isTogether(Performed one, Performed other) {
    return number(one) == number(other);
  }

  private static long number(Performed done) {
    return Math.floorDiv(done.sold().getInterval(), INTERVALS);
  }

  private static boolean isWhole(long number, long from, long to) {
    return from <= number * INTERVALS && endOf(number) <= to;
  }

  private static long endOf(long number) {
    return (number + 1) * INTERVALS;
  }

  private static Place place(Selection selected, MarketDefinition market, long number) {
    return new Place(
        selected.by(),
        selected.subject(),
        market.getMarket(),
        settles(market),
        market.getIntervalMillis(),
        number);
  }
}
