package io.tokenmarket.rest;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.topology.views.Performed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The sum over all performances shown to it, in the order they are shown, and one page of them.
 *
 * <p>A cursor names the last entry of the page before. Entries never vanish, so a cursor that is
 * not met was never given.
 */
final class PerformancePage {
  /** So many auctions are added up at most: a request must not take a thread for long. */
  static final int MOST_AUCTIONS = 10_000;

  private final Map<String, Long> logPosition = new TreeMap<>();
  private final Optional<String> cursor;
  private final int limit;
  private final PerformanceTotals sum = new PerformanceTotals();
  private final List<Performed> entries = new ArrayList<>();
  private boolean begun;
  private boolean more;
  private int auctions;

  /**
   * @param read the last clearing of each market that is shown
   */
  PerformancePage(Collection<Clearing> read, Optional<String> cursor, int limit) {
    read.forEach(clearing -> logPosition.put(clearing.getMarket(), clearing.getLogPosition()));
    this.cursor = cursor;
    this.limit = limit;
    this.begun = cursor.isEmpty();
  }

  /**
   * @throws RefusedException where these are too many
   */
  void show(PerformanceBlock block) {
    int room = MOST_AUCTIONS - auctions;
    if (block.entries().size() > room) {
      throw tooMany(block.entries().get(room));
    }
    auctions += block.entries().size();
    sum.add(block.sum());
    if (begun && entries.size() == limit) {
      more |= !block.isEmpty();
    } else {
      block.entries().forEach(this::show);
    }
  }

  private void show(Performed done) {
    if (!begun) {
      begun = cursor.orElseThrow().equals(name(done));
    } else if (entries.size() < limit) {
      entries.add(done);
    } else {
      more = true;
    }
  }

  private static RefusedException tooMany(Performed done) {
    return ProblemType.BAD_PARAMETER.because(
        "The range has more auctions than the %s that are added up at once, which end before interval %s of \"%s\"; choose from and to."
            .formatted(MOST_AUCTIONS, done.sold().getInterval(), done.sold().getMarket()));
  }

  /** Whether the entry that the cursor names was met. */
  boolean isBegun() {
    return begun;
  }

  Map<String, Long> logPosition() {
    return logPosition;
  }

  PerformanceTotals sum() {
    return sum;
  }

  List<Performed> entries() {
    return entries;
  }

  /** The cursor of the next page, null on the last. */
  String next() {
    return more ? Parameters.cursor(name(entries.get(entries.size() - 1))) : null;
  }

  private static String name(Performed done) {
    return done.sold().getMarket() + '/' + done.sold().getInterval();
  }
}
