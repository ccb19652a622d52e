package io.tokenmarket.node;

/**
 * What was asked for cannot be done; the message is one sentence for who asked: what, where, how to
 * mend.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String sentence) {
    super(sentence);
  }

  public UsageException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
