package io.tokenmarket.rest.http;

/** What a client sent cannot be read as its standard says; the message is one sentence. */
public final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int QUOTED = 100;

  private UnreadableException(String message) {
    super(message);
  }

  /**
   * @param what as in "The header Accept"
   * @param expected as in "a list of media types"
   */
  static UnreadableException of(String what, String given, String expected) {
    return new UnreadableException(
        what + " is \"" + cut(given) + "\" but must be " + expected + ".");
  }

  /**
   * @param sentence whole, without its full stop
   */
  static UnreadableException because(String sentence) {
    return new UnreadableException(sentence + ".");
  }

  /** A sender's text may be 8 KiB; its answer need not be. */
  static String cut(String text) {
    return text.codePointCount(0, text.length()) <= QUOTED
        ? text
        : text.substring(0, text.offsetByCodePoints(0, QUOTED)) + "...";
  }
}
