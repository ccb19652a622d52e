package io.tokenmarket.rest;

/** The server cannot listen where it was told to; the message is one sentence for its user. */
public final class CannotListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotListenException(String message, Throwable cause) {
    super(message, cause);
  }
}
