package io.tokenmarket.producers.demand;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests of one hour as published in Azure's LLM inference traces: one row a request with its
 * time and its generated tokens.
 *
 * <p>The trace names no client. Requests are dealt in file order to a stated number of apps, one
 * after the other; windows count from the first request.
 */
public final class AzureTrace {
  private static final String HEADER = "TIMESTAMP,ContextTokens,GeneratedTokens";
  private static final Pattern TOKENS = Pattern.compile("\\d{1,9}");
  private static final Pattern KIND = Pattern.compile("_([a-z]+)\\.csv");
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .toFormatter(Locale.ROOT);

  /** A trace of requests longer than a year is a broken time. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private final TraceBuilder trace;
  private final TraceOptions options;
  private LocalDateTime first;
  private int requests;

  private AzureTrace(Path file, TraceOptions options) {
    this.options = options;
    this.trace =
        new TraceBuilder(
            file, options.window().toMillis(), options.maxWindows(), app -> name(file, app));
  }

  /**
   * @throws DemandException where the file cannot be read or a line of it is malformed
   */
  public static Trace read(Path file, TraceOptions options) {
    AzureTrace reader = new AzureTrace(file, options);
    new TraceFile(file, HEADER).forEachRow(reader::add);
    if (reader.trace.isEmpty()) {
      throw DemandException.empty(file, "at least one row of " + HEADER);
    }
    return reader.trace.build();
  }

  private void add(TraceFile.Row row) {
    long window = window(row);
    if (!TOKENS.matcher(row.field(2)).matches()) {
      throw row.malformed("a whole number of GeneratedTokens");
    }
    trace.add(window, requests++ % options.apps(), Long.parseLong(row.field(2)));
  }

  private long window(TraceFile.Row row) {
    LocalDateTime time = time(row);
    first = first == null ? time : first;
    Duration since = Duration.between(first, time);
    if (since.isNegative() || since.compareTo(LONGEST) > 0) {
      throw row.malformed("a TIMESTAMP within a year after the first, " + first);
    }
    return since.toMillis() / options.window().toMillis();
  }

  private static LocalDateTime time(TraceFile.Row row) {
    try {
      return LocalDateTime.parse(row.field(0), TIMESTAMP);
    } catch (DateTimeParseException notATime) {
      throw row.malformed("a TIMESTAMP such as 2023-11-16 18:17:03.9799600");
    }
  }

  /** azure-code-00 of AzureLLMInferenceTrace_code.csv. */
  private static String name(Path file, int app) {
    Matcher kind = KIND.matcher(String.valueOf(file.getFileName()));
    return String.format(Locale.ROOT, "azure-%s-%02d", kind.find() ? kind.group(1) : "app", app);
  }
}
