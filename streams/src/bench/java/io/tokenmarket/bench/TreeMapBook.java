package io.tokenmarket.bench;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

/** The book everybody writes first: price levels in a tree, orders in a queue. */
final class TreeMapBook {
  private final TreeMap<Long, ArrayDeque<long[]>> bids =
      new TreeMap<>(java.util.Comparator.reverseOrder());
  private final TreeMap<Long, ArrayDeque<long[]>> asks = new TreeMap<>();
  long traded;

  void take(boolean buys, long price, long lots) {
    TreeMap<Long, ArrayDeque<long[]>> others = buys ? asks : bids;
    long left = lots;
    while (left > 0 && !others.isEmpty()) {
      Map.Entry<Long, ArrayDeque<long[]>> best = others.firstEntry();
      if (buys ? best.getKey() > price : best.getKey() < price) {
        break;
      }
      left = match(best.getValue(), left);
      if (best.getValue().isEmpty()) {
        others.pollFirstEntry();
      }
    }
    if (left > 0) {
      (buys ? bids : asks)
          .computeIfAbsent(price, none -> new ArrayDeque<>())
          .add(new long[] {left});
    }
  }

  private long match(ArrayDeque<long[]> level, long lots) {
    long left = lots;
    while (left > 0 && !level.isEmpty()) {
      long[] first = level.peekFirst();
      long trade = Math.min(left, first[0]);
      first[0] -= trade;
      left -= trade;
      traded += trade;
      if (first[0] == 0) {
        level.pollFirst();
      }
    }
    return left;
  }
}
