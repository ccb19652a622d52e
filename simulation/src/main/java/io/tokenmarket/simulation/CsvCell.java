package io.tokenmarket.simulation;

import java.util.regex.Pattern;

/** Names that others chose, as they can be in a table of comma-separated values. */
public final class CsvCell {
  /** Spreadsheets compute what begins so, in half and in full width. */
  private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\t\r\n＝＋－＠].*");

  private static final Pattern NEEDS_QUOTES = Pattern.compile("(?s).*[\",\r\n].*");

  private CsvCell() {}

  /** The text as text: a formula gets the apostrophe that spreadsheets know for it. */
  public static String text(String text) {
    return FORMULA.matcher(text).matches() ? "'" + text : text;
  }

  /** The same in quotation marks where it needs them (RFC 4180). */
  public static String quoted(String text) {
    String harmless = text(text);
    return NEEDS_QUOTES.matcher(harmless).matches()
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }
}
