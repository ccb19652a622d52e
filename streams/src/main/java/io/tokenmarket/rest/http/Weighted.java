package io.tokenmarket.rest.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the things a client says that it takes (RFC 9110, 12.4.2).
 *
 * @param value lower case
 * @param parameters as sent, without the weight
 * @param weight 0, not at all, to {@link #MOST}
 */
record Weighted(String value, List<String> parameters, int weight) {
  static final int MOST = 1_000;

  /** Java's HttpURLConnection leaves out the nought. */
  private static final Pattern WEIGHT =
      Pattern.compile("[qQ]=(?:(0?)(?:\\.(\\d{0,3}))?|1(?:\\.0{0,3})?)");

  /**
   * @param checked the value as it is meant, empty where it is none
   */
  static List<Weighted> list(
      String header, String sent, Function<String, Optional<String>> checked) {
    return FieldScanner.split(sent, ',').stream()
        .map(
            element ->
                one(element, checked)
                    .orElseThrow(
                        () ->
                            UnreadableException.of(
                                "An element of the header " + header,
                                element,
                                "as in RFC 9110, with a weight like ;q=0.5 at most")))
        .toList();
  }

  private static Optional<Weighted> one(
      String element, Function<String, Optional<String>> checked) {
    List<String> parts = new ArrayList<>(FieldScanner.split(element, ';'));
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> value = checked.apply(parts.remove(0).toLowerCase(Locale.ROOT));
    List<String> weights = parts.stream().filter(Weighted::isWeight).toList();
    parts.removeAll(weights);
    Optional<Integer> weight =
        weights.isEmpty()
            ? Optional.of(MOST)
            : weights.size() > 1 ? Optional.empty() : weight(weights.get(0));
    return value.flatMap(
        named -> weight.map(weighs -> new Weighted(named, List.copyOf(parts), weighs)));
  }

  private static boolean isWeight(String parameter) {
    return parameter.regionMatches(true, 0, "q=", 0, 2);
  }

  private static Optional<Integer> weight(String parameter) {
    Matcher matcher = WEIGHT.matcher(parameter);
    if (!matcher.matches() || parameter.length() == 2 || parameter.endsWith("=.")) {
      return Optional.empty();
    }
    boolean whole = parameter.charAt(2) == '1';
    String decimals = Optional.ofNullable(matcher.group(2)).orElse("");
    return Optional.of(whole ? MOST : Integer.parseInt((decimals + "000").substring(0, 3)));
  }
}
