package io.tokenmarket.rest;

import io.tokenmarket.schemas.CommandSignature;
import java.util.List;
import java.util.Map;

/**
 * A parameter of operations, as the description of the API has it.
 *
 * @param in query or header; whatever is in a path is required text
 * @param type of JSON Schema
 * @param constraints further keywords of JSON Schema
 */
record Parameter(
    String name, String in, boolean required, String type, Map<String, ?> constraints, String doc) {
  static final Parameter LIMIT =
      number("limit", 1, Parameters.LARGEST_LIMIT, "entries of a page; 100 where left out");
  static final Parameter CURSOR = text("cursor", "next of the page before");
  static final Parameter FROM =
      text(
          "from", "first interval wanted: its number, or the first that begins at a time or later");
  static final Parameter TO = text("to", "interval behind the last one wanted, as from");
  static final Parameter MARKET = text("market", "only of this market");
  static final Parameter POSITION =
      number(
          "position",
          0,
          Long.MAX_VALUE,
          "position in the market's log that the answer must not be older than");
  static final Parameter WINDOW = text("window", "length of a window as ISO 8601, such as PT1H");
  static final Parameter LEVELS =
      number("levels", 1, Parameters.LARGEST_LIMIT, "at most so many prices; 100 where left out");
  static final Parameter FORMAT =
      new Parameter(
          "format",
          "query",
          false,
          "string",
          Map.of("enum", List.of("json", "csv")),
          "csv for a table, as with Accept: text/csv");
  static final Parameter WAIT =
      number(
          "wait", 0, Parameters.LONGEST_WAIT, "seconds to wait for the next auction's outcome; 0");
  static final Parameter KEY =
      new Parameter(
          "Idempotency-Key",
          "header",
          true,
          "string",
          Map.of("minLength", 1, "maxLength", 200),
          "the command id: sent again with the same request, it has no further effect");
  static final Parameter SIGNATURE =
      new Parameter(
          CommandSignature.HEADER,
          "header",
          false,
          "string",
          Map.of("pattern", "^\\d+\\.[A-Za-z0-9+/]{86}==$"),
          "signature of the command, where the participant has a key in the market");
  static final Parameter IF_MATCH =
      new Parameter(
          "If-Match",
          "header",
          false,
          "string",
          Map.of("pattern", "^(\\*|\"\\d{1,18}\")$"),
          "the order's ETag: where it has another version by then, nothing happens");
  static final Parameter LAST_EVENT =
      new Parameter(
          "Last-Event-ID",
          "header",
          false,
          "string",
          Map.of("pattern", "^\\d+$"),
          "id of the last event seen; the stream goes on behind it");
  static final Parameter LAST_EVENT_QUERY =
      number("lastEventId", 0, Long.MAX_VALUE, "the same, for a client that cannot set headers");

  private static Parameter text(String name, String doc) {
    return new Parameter(name, "query", false, "string", Map.of(), doc);
  }

  private static Parameter number(String name, long least, long most, String doc) {
    return new Parameter(
        name, "query", false, "integer", Map.of("minimum", least, "maximum", most), doc);
  }
}
