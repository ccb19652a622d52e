package io.tokenmarket.schemas.registry;

/**
 * The cluster or the registry cannot be made ready as asked; the message says what is in the way.
 */
public final class SetupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SetupException(String message, Throwable cause) {
    super(message, cause);
  }
}
