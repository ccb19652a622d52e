package io.tokenmarket.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.tokenmarket.market.Calendar;
import io.tokenmarket.schemas.MarketDefinition;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parameters of a request; one that cannot be read is refused with what was expected. */
final class Parameters {
  private static final int DEFAULT_LIMIT = 100;
  static final int LARGEST_LIMIT = 1_000;

  /** Longest wait for an auction, seconds. */
  static final int LONGEST_WAIT = 300;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private static final String DEFAULT_WINDOW = "PT1H";

  private final Context context;

  Parameters(Context context) {
    this.context = context;
  }

  String path(String name) {
    return context.pathParam(name);
  }

  /** The interval in the path. */
  long interval() {
    String text = path("interval");
    if (!isNumber(text)) {
      throw refused("interval", text, "the number of an interval, 0 or greater");
    }
    return Long.parseLong(text);
  }

  /** The market asked for, empty for all. */
  Optional<String> market() {
    return query("market");
  }

  /** How many entries a page has. */
  int limit() {
    return (int) number("limit", DEFAULT_LIMIT, 1, LARGEST_LIMIT);
  }

  /** How many levels of price a book is shown in. */
  int levels() {
    return (int) number("levels", DEFAULT_LIMIT, 1, LARGEST_LIMIT);
  }

  /** Whether a table is wanted as CSV: the parameter says so or else what the client accepts. */
  boolean wantsCsv() {
    String accepted = Optional.ofNullable(context.header(Header.ACCEPT)).orElse("");
    String format = query("format").orElse(accepted.contains(Finality.CSV) ? "csv" : "json");
    if (!format.equals("csv") && !format.equals("json")) {
      throw refused("format", format, "json or csv");
    }
    return format.equals("csv");
  }

  /** How long to wait for the outcome of an auction. */
  Duration waiting() {
    return Duration.ofSeconds(number("wait", 0, 0, LONGEST_WAIT));
  }

  /** The position of the log that the answer must not be older than. */
  Optional<Long> position() {
    return query("position").map(text -> number("position", 0, 0, Long.MAX_VALUE));
  }

  /** The market whose log a position is of. */
  String marketOfPosition() {
    return Optional.ofNullable(context.pathParamMap().get("market"))
        .or(this::market)
        .orElseThrow(
            () ->
                Refusal.BAD_PARAMETER.because(
                    "The parameter position is of one market's log; name it with market."));
  }

  /** How many intervals a window is long. */
  long window(MarketDefinition market) {
    String text = query("window").orElse(DEFAULT_WINDOW);
    try {
      long millis = Duration.parse(text).toMillis();
      if (millis > 0 && millis % market.getIntervalMillis() == 0) {
        return millis / market.getIntervalMillis();
      }
    } catch (DateTimeException | ArithmeticException unreadable) {
      throw refused("window", text, "a time of ISO 8601 like PT1H");
    }
    throw refused(
        "window", text, "a multiple of the market's " + market.getIntervalMillis() + " ms");
  }

  /** What a client of a stream has seen last, empty where it begins. */
  Optional<Long> lastEventId() {
    Optional<String> id =
        Optional.ofNullable(context.header("Last-Event-ID")).or(() -> query("lastEventId"));
    return id.map(
        text -> {
          if (!isNumber(text)) {
            throw refused("Last-Event-ID", text, "the id of an event");
          }
          return Long.parseLong(text);
        });
  }

  private long number(String name, long otherwise, long least, long most) {
    String text = query(name).orElse(Long.toString(otherwise));
    long number = isNumber(text) ? Long.parseLong(text) : -1;
    if (number < least || number > most) {
      String range = most == Long.MAX_VALUE ? least + " on" : least + " to " + most;
      throw refused(name, text, "a whole number from " + range);
    }
    return number;
  }

  /** What the cursor of the page before said, empty for the first page. */
  Optional<String> cursor() {
    return query("cursor").map(this::opened);
  }

  /** The same where it says a number. */
  Optional<Long> numberCursor() {
    return cursor()
        .map(
            text -> {
              if (!isNumber(text)) {
                throw cursorRefused();
              }
              return Long.parseLong(text);
            });
  }

  /** A cursor that says this; opaque, so that nobody comes to rely on what it holds. */
  static String cursor(String says) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(says.getBytes(UTF_8));
  }

  RefusedException cursorRefused() {
    return refused(
        "cursor", query("cursor").orElse(""), "the value of \"next\" of the page before");
  }

  /** The first interval wanted. */
  long from(MarketDefinition market) {
    return query("from").map(text -> boundary("from", text, market)).orElse(0L);
  }

  /** The interval behind the last one wanted. */
  long to(MarketDefinition market) {
    return query("to").map(text -> boundary("to", text, market)).orElse(Long.MAX_VALUE);
  }

  /** The interval of this number, or the first that begins at this time or later. */
  private long boundary(String name, String text, MarketDefinition market) {
    if (isNumber(text)) {
      if (market().isEmpty() && !context.pathParamMap().containsKey("market")) {
        throw refused(name, text, "a time like 2026-01-31T12:00:00Z where no market is named");
      }
      return Long.parseLong(text);
    }
    try {
      return Math.max(0, firstFrom(Instant.parse(text).toEpochMilli(), market));
    } catch (DateTimeException | ArithmeticException unreadable) {
      throw refused(name, text, "the number of an interval or a time like 2026-01-31T12:00:00Z");
    }
  }

  private static long firstFrom(long epochMillis, MarketDefinition market) {
    return Calendar.due(market, Math.subtractExact(epochMillis, 1)) + 1;
  }

  private Optional<String> query(String name) {
    return Optional.ofNullable(context.queryParam(name));
  }

  private String opened(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
    } catch (IllegalArgumentException unreadable) {
      throw cursorRefused();
    }
  }

  private static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  private static RefusedException refused(String name, String given, String expected) {
    return Refusal.BAD_PARAMETER.because(
        "The parameter " + name + " is \"" + given + "\" but must be " + expected + ".");
  }
}
