package io.tokenmarket.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.tokenmarket.market.Calendar;
import io.tokenmarket.rest.http.Fields;
import io.tokenmarket.rest.http.Target;
import io.tokenmarket.schemas.IsoTimes;
import io.tokenmarket.schemas.MarketDefinition;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parameters of a request; one that cannot be read is refused with what was expected. */
final class Parameters {
  private static final int DEFAULT_LIMIT = 100;
  static final int LARGEST_LIMIT = 1_000;

  /** Longest wait for an auction, seconds. */
  static final int LONGEST_WAIT = 300;

  private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,999}");

  private static final Duration USUAL_WINDOW = Duration.ofHours(1);

  private final Context context;
  private final Target target;

  Parameters(Context context) {
    this.context = context;
    this.target = new Target(context.req());
  }

  String path(String name) {
    return context.pathParam(name);
  }

  /** The interval in the path. */
  long interval() {
    String text = path("interval");
    return whole(text)
        .orElseThrow(() -> refused("interval", text, "the number of an interval, 0 or greater"));
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

  /** The media type that is asked for by name, empty where it is left to what is accepted. */
  Optional<String> format() {
    return query("format")
        .map(
            name ->
                switch (name) {
                  case "json" -> Content.JSON;
                  case "csv" -> Finality.CSV;
                  default -> throw refused("format", name, "json or csv");
                });
  }

  /** How long to wait for the outcome of an auction. */
  Duration waiting() {
    return Duration.ofSeconds(number("wait", 0, 0, LONGEST_WAIT));
  }

  /** The position of the log that the answer must not be older than. */
  Optional<Long> position() {
    return query("position").map(text -> number("position", text, 0, Long.MAX_VALUE));
  }

  /** The market whose log a position is of. */
  String marketOfPosition() {
    return Optional.ofNullable(context.pathParamMap().get("market"))
        .or(this::market)
        .orElseThrow(
            () ->
                ProblemType.BAD_PARAMETER.because(
                    "The parameter position is of one market's log; name it with market."));
  }

  /** How many intervals a window is long: an hour where that is left open, in whole intervals. */
  long window(MarketDefinition market) {
    long interval = market.getIntervalMillis();
    return query("window")
        .map(text -> window(text, interval))
        .orElse(
            Math.min(
                WindowRoutes.MOST_AUCTIONS, (USUAL_WINDOW.toMillis() + interval - 1) / interval));
  }

  private static long window(String text, long intervalMillis) {
    long millis = millis(text);
    if (millis <= 0 || millis % intervalMillis != 0) {
      throw refused("window", text, "a multiple of the market's " + intervalMillis + " ms");
    }
    long intervals = millis / intervalMillis;
    if (intervals > WindowRoutes.MOST_AUCTIONS) {
      String most = Duration.ofMillis(WindowRoutes.MOST_AUCTIONS * intervalMillis).toString();
      throw refused("window", text, most + " at most in this market");
    }
    return intervals;
  }

  private static long millis(String text) {
    try {
      return IsoTimes.duration(text).toMillis();
    } catch (DateTimeException | ArithmeticException unreadable) {
      throw refused("window", text, "a time of ISO 8601 like PT1H");
    }
  }

  /** What a client of a stream has seen last, empty where it begins. */
  Optional<Long> lastEventId() {
    return new Fields(context.req())
        .one(Parameter.LAST_EVENT.name())
        .filter(sent -> !sent.isEmpty())
        .map(sent -> eventId("The header Last-Event-ID", sent))
        .or(() -> query("lastEventId").map(sent -> eventId("The parameter lastEventId", sent)));
  }

  private static long eventId(String what, String text) {
    return whole(text)
        .orElseThrow(() -> refusedAs(what, text, "the id of an event, which is a whole number"));
  }

  private long number(String name, long otherwise, long least, long most) {
    return query(name).map(text -> number(name, text, least, most)).orElse(otherwise);
  }

  private static long number(String name, String text, long least, long most) {
    String range = most == Long.MAX_VALUE ? least + " on" : least + " to " + most;
    return whole(text)
        .filter(number -> number >= least && number <= most)
        .orElseThrow(() -> refused(name, text, "a whole number from " + range));
  }

  /** What the cursor of the page before said, empty for the first page. */
  Optional<String> cursor() {
    return query("cursor").map(this::opened);
  }

  /** The same where it says a number. */
  Optional<Long> numberCursor() {
    return cursor().map(text -> whole(text).orElseThrow(this::cursorRefused));
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
    Optional<Long> number = whole(text);
    if (number.isPresent()) {
      if (market().isEmpty() && !context.pathParamMap().containsKey("market")) {
        throw refused(name, text, "a time like 2026-01-31T12:00:00Z where no market is named");
      }
      return number.get();
    }
    try {
      return Math.max(0, firstFrom(IsoTimes.instant(text).toEpochMilli(), market));
    } catch (DateTimeException | ArithmeticException unreadable) {
      throw refused(name, text, "the number of an interval or a time like 2026-01-31T12:00:00Z");
    }
  }

  private static long firstFrom(long epochMillis, MarketDefinition market) {
    return Calendar.due(market, Math.subtractExact(epochMillis, 1)) + 1;
  }

  /** A parameter of the query as it was given. */
  Optional<String> given(String name) {
    return query(name);
  }

  private Optional<String> query(String name) {
    return target.query(name);
  }

  private String opened(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
    } catch (IllegalArgumentException unreadable) {
      throw cursorRefused();
    }
  }

  /** The number that these digits are, empty where they are none or beyond a long. */
  private static Optional<Long> whole(String text) {
    return Optional.of(text)
        .filter(digits -> NUMBER.matcher(digits).matches())
        .map(BigInteger::new)
        .filter(number -> number.bitLength() < Long.SIZE)
        .map(BigInteger::longValue);
  }

  private static RefusedException refused(String name, String given, String expected) {
    return refusedAs("The parameter " + name, given, expected);
  }

  private static RefusedException refusedAs(String what, String given, String expected) {
    return ProblemType.BAD_PARAMETER.because(
        what + " is \"" + given + "\" but must be " + expected + ".");
  }
}
