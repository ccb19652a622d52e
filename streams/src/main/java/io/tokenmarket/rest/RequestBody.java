package io.tokenmarket.rest;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/** The body of a request, read as far as it may be long. */
final class RequestBody {
  static final int LARGEST = 64 << 10;

  private RequestBody() {}

  /**
   * All of it, at most {@link #LARGEST} bytes, whatever length was told or not.
   *
   * @throws RefusedException where it is longer; no more of it is read
   */
  static byte[] bytes(Context context) throws IOException {
    if (context.req().getContentLengthLong() > LARGEST) {
      throw tooLarge();
    }
    try (InputStream input = context.req().getInputStream()) {
      byte[] bytes = input.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw tooLarge();
      }
      return bytes;
    }
  }

  private static RefusedException tooLarge() {
    return Refusal.BODY_TOO_LARGE.because(
        "A body has at most " + LARGEST + " bytes; no command needs more.");
  }
}
