package io.tokenmarket.chaos;

/** The exchange did not keep a promise; the message says which and where. */
public final class BrokenPromiseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenPromiseException(String difference) {
    super(difference);
  }
}
