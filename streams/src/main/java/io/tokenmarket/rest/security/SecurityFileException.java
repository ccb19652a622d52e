package io.tokenmarket.rest.security;

/** A file of keys, certificates or a password cannot be used; the message is one sentence. */
public final class SecurityFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SecurityFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
