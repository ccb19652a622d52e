package io.tokenmarket.cli;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text on a terminal. Names and files come from others: a character of theirs that moves the
 * cursor, colours what follows or turns its direction is written as JSON writes it.
 */
final class TerminalText {
  /** All but tab and line feed, which our own text has. */
  private static final Pattern COMMANDS =
      Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028-\\u202e\\u2066-\\u2069&&[^\\t\\n]]");

  private static final Pattern ENDS = Pattern.compile("\\s*\\R\\s*");

  private TerminalText() {}

  static String text(String text) {
    return COMMANDS
        .matcher(text)
        .replaceAll(
            found -> String.format(Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)));
  }

  /** The same in one line. */
  static String line(String text) {
    return text(ENDS.matcher(text.strip()).replaceAll(" "));
  }
}
