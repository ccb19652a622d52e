package io.tokenmarket.topology.engine;

/**
 * The log is not the one that the state was made from; the message is one sentence that says what
 * differs and what to do. No engine can go on with the two.
 */
public final class OtherLogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OtherLogException(String sentence) {
    super(sentence);
  }
}
