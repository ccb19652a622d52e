package io.tokenmarket.rest.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a request is for (RFC 9112, 3.2; RFC 3986): a path and a query, read strictly. */
public final class Target {
  private static final Set<String> DOTS = Set.of(".", "..");

  private final Map<String, List<String>> query = new LinkedHashMap<>();

  /**
   * @throws UnreadableException where it cannot be read in one way only
   */
  public Target(HttpServletRequest request) {
    this(request.getRequestURI(), Optional.ofNullable(request.getQueryString()).orElse(""));
  }

  Target(String path, String query) {
    checkPath(path);
    for (String pair : query.split("&", -1)) {
      readPair(pair);
    }
  }

  private static void checkPath(String path) {
    PercentCode code = new PercentCode("The path", false);
    for (String segment : path.split("/", -1)) {
      if (DOTS.contains(code.decode(segment))) {
        throw UnreadableException.because(
            "The path has a segment \""
                + segment
                + "\", which clients and proxies take out on the way; nothing is named so");
      }
    }
  }

  private void readPair(String pair) {
    if (pair.isEmpty()) {
      return;
    }
    PercentCode code = new PercentCode("The query", true);
    int sign = pair.indexOf('=');
    String name = code.decode(sign < 0 ? pair : pair.substring(0, sign));
    String value = sign < 0 ? "" : code.decode(pair.substring(sign + 1));
    query.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
  }

  /** The parameters of the query, each with its values in their order. */
  public Map<String, List<String>> query() {
    return Collections.unmodifiableMap(query);
  }

  /**
   * @throws UnreadableException where there is any: it would be for another question
   */
  public void requireNoQuery() {
    query.keySet().stream()
        .findFirst()
        .ifPresent(
            name -> {
              throw UnreadableException.because(
                  "There is no parameter \"%s\" here; known: none"
                      .formatted(UnreadableException.cut(name)));
            });
  }

  /** The first value of a parameter, empty where it is not there. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
  }
}
