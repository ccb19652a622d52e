package io.tokenmarket.replay;

/** A log that cannot be read or written; the message is one sentence: what, where, how to mend. */
public final class LogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LogException(String sentence) {
    super(sentence);
  }

  public LogException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
