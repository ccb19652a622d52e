package io.tokenmarket.rest.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** In which content coding a client takes an answer (RFC 9110, 12.5.3). */
public final class AcceptEncoding {
  private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

  private AcceptEncoding() {}

  /**
   * Whether it takes gzip, and likes it no less than none. Where the field cannot be read, none is
   * always right.
   *
   * @param header the field, empty where it is not sent
   */
  public static boolean takesGzip(Optional<String> header) {
    try {
      List<Weighted> codings = Weighted.list("Accept-Encoding", header.orElse(""), Optional::of);
      int gzip = weight(codings, GZIP).or(() -> weight(codings, Set.of("*"))).orElse(0);
      return gzip > 0 && gzip >= weight(codings, Set.of("identity")).orElse(0);
    } catch (UnreadableException unreadable) {
      return false;
    }
  }

  private static Optional<Integer> weight(List<Weighted> codings, Set<String> names) {
    return codings.stream()
        .filter(coding -> names.contains(coding.value()))
        .map(Weighted::weight)
        .max(Integer::compare);
  }
}
