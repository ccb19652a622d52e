package io.tokenmarket.producers.demand;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Production demand as published by ServeGen, compacted to one row a client and window of ten
 * minutes: request rate and mean lengths. One client is one app.
 *
 * <p>Tokens of a window = requests per second x 600 s x mean output tokens per request, rounded
 * half up to whole tokens. Rows without a mean output length state no quantity and are skipped and
 * counted.
 */
public final class ServeGenTrace {
  private static final String HEADER = "client,t_s,rate_rps,cv,mean_in_tok,mean_out_tok";
  private static final int WINDOW_SECONDS = 600;

  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

  /** So few digits that rate x 600 x length is far from 2^63. */
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,7}(\\.\\d{1,12})?");

  /** A year; what lies past it is a wrong column. */
  private static final long LAST_SECOND = 366L * 24 * 3_600;

  private ServeGenTrace() {}

  /**
   * @throws DemandException where the file cannot be read or a line of it is malformed
   */
  public static Trace read(Path file, TraceOptions options) {
    TraceBuilder trace =
        new TraceBuilder(
            file, WINDOW_SECONDS * 1_000L, options.maxWindows(), client -> "client-" + client);
    new TraceFile(file, HEADER).forEachRow(row -> add(row, trace));
    if (trace.isEmpty()) {
      throw DemandException.empty(file, "at least one row with a mean_out_tok");
    }
    return trace.build();
  }

  private static void add(TraceFile.Row row, TraceBuilder trace) {
    int client = Integer.parseInt(matching(row, 0, WHOLE, "a client number"));
    long window = window(row);
    BigDecimal rate = new BigDecimal(matching(row, 2, DECIMAL, "requests per second"));
    if (row.field(5).isEmpty()) {
      trace.skip(window, client);
    } else {
      trace.add(window, client, tokens(rate, meanOutput(row)));
    }
  }

  private static BigDecimal meanOutput(TraceFile.Row row) {
    return new BigDecimal(matching(row, 5, DECIMAL, "mean output tokens or nothing"));
  }

  private static long window(TraceFile.Row row) {
    String expected = "t_s a multiple of " + WINDOW_SECONDS + " within a year";
    long second = Long.parseLong(matching(row, 1, WHOLE, expected));
    if (second % WINDOW_SECONDS != 0 || second > LAST_SECOND) {
      throw row.malformed(expected);
    }
    return second / WINDOW_SECONDS;
  }

  private static long tokens(BigDecimal rate, BigDecimal meanOutput) {
    return rate.multiply(BigDecimal.valueOf(WINDOW_SECONDS))
        .multiply(meanOutput)
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static String matching(TraceFile.Row row, int column, Pattern pattern, String expected) {
    String field = row.field(column);
    if (!pattern.matcher(field).matches()) {
      throw row.malformed(expected + " in column " + (column + 1));
    }
    return field;
  }
}
