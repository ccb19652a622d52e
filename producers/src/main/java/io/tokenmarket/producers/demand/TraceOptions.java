package io.tokenmarket.producers.demand;

import java.time.Duration;

/**
 * How a trace is read.
 *
 * @param maxWindows only this many windows from the start of the trace
 * @param apps over how many apps the requests of a trace that names no client are split
 * @param window length of a window of a trace of single requests
 */
public record TraceOptions(int maxWindows, int apps, Duration window) {
  public TraceOptions {
    require(maxWindows >= 1, "a trace needs at least one window, not " + maxWindows);
    require(apps >= 1 && apps <= 100_000, "apps is 1 to 100,000, not " + apps);
    require(window.toMillis() >= 1, "a window is at least a millisecond, not " + window);
  }

  /** The whole trace; single requests in windows of a minute, split over twenty apps. */
  public static TraceOptions standard() {
    return new TraceOptions(Integer.MAX_VALUE, 20, Duration.ofMinutes(1));
  }

  public TraceOptions withMaxWindows(int windows) {
    return new TraceOptions(windows, apps, window);
  }

  public TraceOptions withApps(int count) {
    return new TraceOptions(maxWindows, count, window);
  }

  public TraceOptions withWindow(Duration length) {
    return new TraceOptions(maxWindows, apps, length);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new DemandException(message);
    }
  }
}
