package io.tokenmarket.producers.client;

/** The exchange could not be reached, or did not answer; the message names what was not done. */
public sealed class ExchangeException extends RuntimeException permits NotSentException {
  private static final long serialVersionUID = 1L;

  public ExchangeException(String message, Throwable cause) {
    super(message, cause);
  }
}
