package io.tokenmarket.sandbox.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A PromQL expression, as far as it names metrics and labels. Not a parser of the language. */
record Expression(String text) {
  private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
  private static final Pattern SELECTOR = Pattern.compile("(\\w+)\\s*\\{([^}]*)\\}");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*\\]");
  private static final Pattern WORD = Pattern.compile("\\b([a-zA-Z_]\\w*)\\b(?!\\s*\\()");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool");
  private static final Set<String> ADDED = Set.of("instance", "job");

  /** Of a histogram or summary what is appended to its name. */
  private static final Pattern SUFFIX = Pattern.compile("_(bucket|count|sum)$");

  Set<String> metrics() {
    String rest = STRING.matcher(text).replaceAll("");
    rest = GROUPING.matcher(rest).replaceAll("");
    rest = SELECTOR.matcher(rest).replaceAll("$1 ");
    rest = RANGE.matcher(rest).replaceAll("");
    return WORD.matcher(rest)
        .results()
        .map(MatchResult::group)
        .filter(word -> !OPERATORS.contains(word))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is wrong with it: one sentence each. */
  List<String> faults(MetricsTable table) {
    List<String> faults = new ArrayList<>();
    Set<String> known = new TreeSet<>(ADDED);
    for (String metric : metrics()) {
      if (labels(metric, table).isEmpty()) {
        faults.add("there is no " + metric + " in " + text);
      }
      known.addAll(labels(metric, table));
    }
    Matcher selectors = SELECTOR.matcher(text);
    while (selectors.find()) {
      Set<String> has = labels(selectors.group(1), table);
      names(selectors.group(2)).stream()
          .filter(label -> !has.contains(label))
          .forEach(label -> faults.add("no label " + label + " in " + text));
    }
    GROUPING
        .matcher(text)
        .results()
        .map(grouping -> grouping.group(2))
        .forEach(
            labels ->
                Set.of(labels.split("\\s*,\\s*")).stream()
                    .filter(label -> !known.contains(label))
                    .forEach(label -> faults.add("no label " + label + " in " + text)));
    return faults;
  }

  private static List<String> names(String matchers) {
    return MATCHER
        .matcher(STRING.matcher(matchers).replaceAll(""))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** Empty where there is no such metric. */
  static Set<String> labels(String series, MetricsTable table) {
    if (series.equals("up")) {
      return ADDED;
    }
    String metric = table.names().contains(series) ? series : family(series);
    if (!table.names().contains(metric)) {
      return Set.of();
    }
    Set<String> labels = new TreeSet<>(ADDED);
    labels.addAll(table.labels().get(metric));
    if (series.endsWith("_bucket")) {
      labels.add("le");
    }
    return labels;
  }

  static String family(String series) {
    return SUFFIX.matcher(series).replaceAll("");
  }
}
