package io.tokenmarket.rest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Percent-encoded UTF-8 (RFC 3986, 2.1), read strictly: what is no encoding of a text is refused
 * and never replaced.
 */
final class PercentCode {
  private static final int HEX = 16;

  private final String what;
  private final boolean plusIsBlank;

  /**
   * @param what is decoded, for who sent it
   * @param plusIsBlank whether it is of a query, where a plus means a blank
   */
  PercentCode(String what, boolean plusIsBlank) {
    this.what = what;
    this.plusIsBlank = plusIsBlank;
  }

  String decode(String encoded) {
    ByteBuffer bytes = ByteBuffer.allocate(encoded.length());
    int at = 0;
    while (at < encoded.length()) {
      bytes.put(next(encoded, at));
      at += encoded.charAt(at) == '%' ? 3 : 1;
    }
    try {
      return UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException noText) {
      throw refused(encoded, "has a percent-encoding that is no UTF-8");
    }
  }

  private byte next(String encoded, int at) {
    char sent = encoded.charAt(at);
    if (sent == '%') {
      return octet(encoded, at + 1);
    }
    if (sent <= ' ' || sent > '~') {
      throw refused(encoded, "has a character that must be percent-encoded");
    }
    return (byte) (plusIsBlank && sent == '+' ? ' ' : sent);
  }

  private byte octet(String encoded, int at) {
    int high = at + 1 < encoded.length() ? Character.digit(encoded.charAt(at), HEX) : -1;
    int low = high < 0 ? -1 : Character.digit(encoded.charAt(at + 1), HEX);
    if (low < 0 || encoded.charAt(at) > '~' || encoded.charAt(at + 1) > '~') {
      throw refused(encoded, "has a percent sign without two hex digits; write %25 for the sign");
    }
    return (byte) (HEX * high + low);
  }

  private UnreadableException refused(String encoded, String wrong) {
    return UnreadableException.because(
        what + " " + wrong + ": " + UnreadableException.cut(encoded));
  }
}
