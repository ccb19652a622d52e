package io.tokenmarket.rest.http;

import java.util.List;
import java.util.Locale;

/** What a body is said to be (RFC 9110, 8.3). */
public final class MediaType {
  private MediaType() {}

  /**
   * Whether it is of this type; a charset, which none of ours needs, must be UTF-8, and no other
   * parameter is known.
   *
   * @param type lower case
   */
  public static boolean is(String sent, String type) {
    List<String> parts = FieldScanner.split(sent, ';');
    return !parts.isEmpty()
        && parts.get(0).toLowerCase(Locale.ROOT).equals(type)
        && parts.stream().skip(1).allMatch(MediaType::isUtf8);
  }

  private static boolean isUtf8(String parameter) {
    return parameter.replace("\"", "").equalsIgnoreCase("charset=utf-8");
  }
}
