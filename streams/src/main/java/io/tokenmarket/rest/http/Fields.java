package io.tokenmarket.rest.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Header fields of a request (RFC 9110, 5). Their octets are ASCII: what else they might mean was
 * never agreed on, so it is refused where a field is read.
 */
public final class Fields {
  private final HttpServletRequest request;

  public Fields(HttpServletRequest request) {
    this.request = request;
  }

  /**
   * A field that has one value.
   *
   * @throws UnreadableException where it is sent more than once
   */
  public Optional<String> one(String name) {
    List<String> lines = lines(name);
    if (lines.size() > 1) {
      throw UnreadableException.because(
          "The header " + name + " is sent " + lines.size() + " times; send it once");
    }
    return lines.stream().findFirst();
  }

  /** A field that is a list, whose lines are one (RFC 9110, 5.3). */
  public Optional<String> list(String name) {
    List<String> lines = lines(name);
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
  }

  private List<String> lines(String name) {
    List<String> lines = Collections.list(request.getHeaders(name));
    for (String line : lines) {
      if (line.chars().anyMatch(c -> c > '~' || c < ' ' && c != '\t')) {
        throw UnreadableException.because(
            "The header " + name + " has a character that is not ASCII; leave it out");
      }
    }
    return lines;
  }
}
