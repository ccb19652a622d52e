package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.tokenmarket.rest.http.Fields;
import io.tokenmarket.rest.http.MediaType;
import java.util.Optional;

/** What a request carries and what its answer is (RFC 9110, 8): checked before anything is done. */
final class Content {
  static final String JSON = "application/json";
  private static final String PLAIN = "identity";

  private Content() {}

  /**
   * @throws RefusedException where the body is said to be anything else
   */
  static void requireJson(Context context) {
    Fields fields = new Fields(context.req());
    Optional<String> type = fields.one(Header.CONTENT_TYPE);
    if (type.filter(sent -> MediaType.is(sent, JSON)).isEmpty()) {
      context.header(Header.ACCEPT, JSON);
      throw ProblemType.UNSUPPORTED_CONTENT.because(
          "The body must be JSON in UTF-8, as the header Content-Type: application/json says; it is "
              + type.map(sent -> "\"" + sent + "\"").orElse("missing")
              + ".");
    }
    Optional<String> coding = fields.list(Header.CONTENT_ENCODING);
    if (coding.filter(sent -> !sent.equalsIgnoreCase(PLAIN)).isPresent()) {
      context.header(Header.ACCEPT_ENCODING, PLAIN);
      throw ProblemType.UNSUPPORTED_CONTENT.because(
          "The header Content-Encoding is \"%s\"; send the body as it is.".formatted(coding.get()));
    }
  }

  /**
   * @throws RefusedException where there is a body, which would say nothing here
   */
  static void requireNone(Context context) {
    boolean told = context.req().getContentLengthLong() > 0;
    boolean chunked = context.req().getHeader(Header.TRANSFER_ENCODING) != null;
    if (told || chunked && RequestBody.bytes(context).length > 0) {
      throw ProblemType.BAD_BODY.because(
          context.req().getMethod() + " takes no body here; leave it out.");
    }
  }
}
