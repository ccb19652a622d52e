package io.tokenmarket.producers.client;

/**
 * A command that has not left, because no broker took it: it has no effect, and may be sent again.
 */
public final class NotSentException extends ExchangeException {
  private static final long serialVersionUID = 1L;

  public NotSentException(String message) {
    super(message, null);
  }
}
