package io.tokenmarket.rest.http;

import java.util.ArrayList;
import java.util.List;

/** Cuts the value of a header field at its separators, but not within quoted strings. */
final class FieldScanner {
  private FieldScanner() {}

  /** The parts without the blanks around them; of a list, empty ones say nothing. */
  static List<String> split(String value, char separator) {
    List<String> parts = new ArrayList<>();
    int begin = 0;
    boolean quoted = false;
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      if (quoted && c == '\\') {
        at++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == separator) {
        parts.add(value.substring(begin, at).strip());
        begin = at + 1;
      }
    }
    parts.add(value.substring(begin).strip());
    parts.removeIf(String::isEmpty);
    return parts;
  }
}
