package io.tokenmarket.producers.demand;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Adds up rows of a trace by window and by number of the app. */
final class TraceBuilder {
  private static final long MOST_WINDOWS = 1_000_000;
  private static final long MOST_APPS = 100_000;

  /** Of an app in a window; each takes some hundred bytes. */
  private static final long MOST_QUANTITIES = 5_000_000;

  private final Path file;
  private final long windowMillis;
  private final int maxWindows;
  private final IntFunction<String> nameOf;
  private final SortedMap<Integer, String> apps = new TreeMap<>();
  private final List<SortedMap<Integer, Long>> windows = new ArrayList<>();
  private long quantities;
  private long rows;
  private long skipped;

  TraceBuilder(Path file, long windowMillis, int maxWindows, IntFunction<String> nameOf) {
    this.file = file;
    this.windowMillis = windowMillis;
    this.maxWindows = maxWindows;
    this.nameOf = nameOf;
  }

  /**
   * @throws ArithmeticException where an app's tokens in a window pass 2^63
   */
  void add(long window, int app, long tokens) {
    if (counted(window, app)) {
      SortedMap<Integer, Long> demanded = windows.get((int) window);
      int before = demanded.size();
      demanded.merge(app, tokens, Math::addExact);
      quantities += demanded.size() - before;
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
    requireAtMost("windows", window, MOST_WINDOWS);
    requireAtMost("apps", apps.size(), MOST_APPS);
    requireAtMost("quantities", quantities, MOST_QUANTITIES);
    while (windows.size() <= window) {
      windows.add(new TreeMap<>());
    }
    apps.computeIfAbsent(app, nameOf::apply);
    rows++;
    return true;
  }

  /** All of it is kept. */
  private void requireAtMost(String what, long count, long most) {
    if (count > most) {
      throw DemandException.tooMuch(file, what, most);
    }
  }

  private List<AppDemand> demands(Map<Integer, Long> byApp) {
    return byApp.entrySet().stream()
        .map(entry -> new AppDemand(apps.get(entry.getKey()), entry.getValue()))
        .toList();
  }
}
