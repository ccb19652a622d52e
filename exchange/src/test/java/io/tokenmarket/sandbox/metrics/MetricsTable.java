package io.tokenmarket.sandbox.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table of the metrics in {@code docs/operations.md}.
 *
 * @param labels by name of the metric, histograms without their suffixes
 */
record MetricsTable(Map<String, Set<String>> labels) {
  private static final Pattern ROW =
      Pattern.compile("\\| `((?:tokenmarket|jvm|process)_\\w+)` \\|([^|]*)\\|.*");

  static MetricsTable read() throws IOException {
    return of(Files.readAllLines(Path.of("../docs/operations.md")));
  }

  static MetricsTable of(List<String> lines) {
    Map<String, Set<String>> labels = new TreeMap<>();
    for (String line : lines) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        labels.put(row.group(1), words(row.group(2)));
      }
    }
    return new MetricsTable(labels);
  }

  private static Set<String> words(String cell) {
    return Arrays.stream(cell.split("[ ,`]+"))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
  }

  Set<String> names() {
    return labels.keySet();
  }
}
