package io.tokenmarket.schemas.registry;

/** The registry gave no answer; the record is as good as it was and is to be read again. */
public final class RegistryUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
