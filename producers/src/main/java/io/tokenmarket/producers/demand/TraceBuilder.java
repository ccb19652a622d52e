package io.tokenmarket.producers.demand;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Adds up rows of a trace by window and by number of the app. */
final class TraceBuilder {
  private final long windowMillis;
  private final int maxWindows;
  private final IntFunction<String> nameOf;
  private final SortedMap<Integer, String> apps = new TreeMap<>();
  private final List<SortedMap<Integer, Long>> windows = new ArrayList<>();
  private long rows;
  private long skipped;

  TraceBuilder(long windowMillis, int maxWindows, IntFunction<String> nameOf) {
    this.windowMillis = windowMillis;
    this.maxWindows = maxWindows;
    this.nameOf = nameOf;
  }

  /**
   * @throws ArithmeticException where an app's tokens in a window pass 2^63
   */
  void add(long window, int app, long tokens) {
    if (counted(window, app)) {
      windows.get((int) window).merge(app, tokens, Math::addExact);
    }
  }

  /** A row that states no quantity. */
  void skip(long window, int app) {
    if (counted(window, app)) {
      skipped++;
    }
  }

  boolean isEmpty() {
    return rows == skipped;
  }

  Trace build() {
    return new Trace(
        windowMillis,
        List.copyOf(apps.values()),
        windows.stream().map(this::demands).toList(),
        rows,
        skipped);
  }

  private boolean counted(long window, int app) {
    if (window >= maxWindows) {
      return false;
    }
    while (windows.size() <= window) {
      windows.add(new TreeMap<>());
    }
    apps.computeIfAbsent(app, nameOf::apply);
    rows++;
    return true;
  }

  private List<AppDemand> demands(Map<Integer, Long> byApp) {
    return byApp.entrySet().stream()
        .map(entry -> new AppDemand(apps.get(entry.getKey()), entry.getValue()))
        .toList();
  }
}
