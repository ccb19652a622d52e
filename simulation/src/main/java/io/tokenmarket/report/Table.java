package io.tokenmarket.report;

import java.util.List;

/**
 * What a plot shows.
 *
 * @param rows one value a column: text (a time in ISO 8601), a number, true or false, or null where
 *     there is nothing
 */
public record Table(String name, List<Column> columns, List<List<Object>> rows) {

  /**
   * @param unit empty for what has none
   */
  public record Column(String name, String unit) {}
}
