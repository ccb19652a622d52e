package io.tokenmarket.schemas.registry;

/** These bytes are no record of ours; reading them again will not help. */
public final class UndecodableException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The dead-letter causes of {@code docs/protocol.md}. */
  public enum Cause {
    EMPTY,
    UNDECODABLE,
    UNKNOWN_SCHEMA,
    UNEXPECTED_TYPE,
    NO_ADDRESSEE
  }

  private final Cause reason;

  public UndecodableException(Cause reason, String detail, Throwable cause) {
    super(detail, cause);
    this.reason = reason;
  }

  public Cause reason() {
    return reason;
  }
}
