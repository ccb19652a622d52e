package io.tokenmarket.schemas;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Times and durations as ISO 8601 has them and nothing else: Java's own readers take 23:59:60 for
 * the second before it, and small letters and signs as well.
 */
public final class IsoTimes {
  private static final Pattern INSTANT =
      Pattern.compile(
          "[-+]?\\d{4,10}-\\d\\d-\\d\\dT([01]\\d|2[0-3])(:[0-5]\\d){2}([.]\\d+)?(Z|[-+]\\d\\d(:\\d\\d)*)");
  private static final Pattern DURATION = Pattern.compile("P[DTHMS.\\d]+");

  private IsoTimes() {}

  /**
   * @throws DateTimeException where the text is no time such as 2026-01-31T12:00:00Z
   */
  public static Instant instant(String text) {
    require(INSTANT, text);
    return Instant.parse(text);
  }

  /**
   * @throws DateTimeException where the text is no duration such as PT1H
   */
  public static Duration duration(String text) {
    require(DURATION, text);
    return Duration.parse(text);
  }

  private static void require(Pattern form, String text) {
    if (!form.matcher(text).matches()) {
      throw new DateTimeException("not of the form " + form);
    }
  }
}
