package io.tokenmarket.rest.http;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a client takes for an answer (RFC 9110, 12.5.1). */
public final class Accept {
  private final List<Weighted> ranges;

  private Accept(List<Weighted> ranges) {
    this.ranges = ranges;
  }

  /**
   * @param header the field, empty where it is not sent: anything is taken then
   * @throws UnreadableException where it is no list of media ranges
   */
  public static Accept of(Optional<String> header) {
    return new Accept(
        header
            .filter(sent -> !sent.isBlank())
            .map(sent -> Weighted.list("Accept", sent, Accept::range))
            .orElseGet(() -> List.of(new Weighted("*/*", List.of(), Weighted.MOST))));
  }

  /** Java's HttpURLConnection has always sent one asterisk for two. */
  private static Optional<String> range(String token) {
    if (token.equals("*")) {
      return Optional.of("*/*");
    }
    String name = "[!#$%&'+.^_`|~0-9a-zA-Z-]+";
    return Optional.of(token)
        .filter(sent -> sent.matches("\\*/\\*|" + name + "/\\*|" + name + "/" + name));
  }

  /**
   * The type that is preferred, of those that are equally good the first.
   *
   * @param types lower case, without parameters
   */
  public Optional<String> best(List<String> types) {
    return types.stream()
        .filter(type -> weight(type) > 0)
        .max(Comparator.comparingInt(this::weight).thenComparing(types::indexOf, reversed()));
  }

  private static Comparator<Integer> reversed() {
    return Comparator.reverseOrder();
  }

  /** Whether the client names this very type and not a range that it is in. */
  public boolean names(String type) {
    return ranges.stream().anyMatch(range -> range.value().equals(type) && range.weight() > 0);
  }

  /** By the most specific range that the type is in; 0 where it is in none. */
  private int weight(String type) {
    return ranges.stream()
        .filter(range -> covers(range, type))
        .max(Comparator.comparingInt(Accept::specificity))
        .map(Weighted::weight)
        .orElse(0);
  }

  private static boolean covers(Weighted range, String type) {
    String family = type.substring(0, type.indexOf('/') + 1);
    boolean named =
        range.value().equals("*/*")
            || range.value().equals(family + "*")
            || range.value().equals(type);
    return named && range.parameters().stream().allMatch(Accept::isUtf8);
  }

  /** JSON, CSV and events are UTF-8, whether they say so or not; no other parameter is known. */
  private static boolean isUtf8(String parameter) {
    return parameter.replace("\"", "").equalsIgnoreCase("charset=utf-8");
  }

  private static int specificity(Weighted range) {
    return range.value().equals("*/*") ? 0 : range.value().endsWith("/*") ? 1 : 2;
  }
}
