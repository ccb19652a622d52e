package io.tokenmarket.bench.live;

import java.util.Map;

/**
 * One run of a row.
 *
 * @param sizes what it wrote, by topic; none where it is not the exchange
 * @param paced how it did at a steady rate; null where that was not tried
 */
record Run(
    StreamBench.Row row,
    double commandsPerSecond,
    double cpuMicros,
    long due,
    long held,
    Map<String, Segments.Size> sizes,
    long orders,
    Paced.Result paced) {

  static Run of(StreamBench.Row row, Window window, long commands) {
    return new Run(
        row,
        commands / window.seconds(),
        window.processorSeconds() * 1e6 / commands,
        0,
        0,
        Map.of(),
        commands,
        null);
  }
}
