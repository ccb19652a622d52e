package io.tokenmarket.topology.views;

/** The views cannot answer now: they are starting, moving to another owner, or have failed. */
public final class ViewsUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ViewsUnavailableException(String reason) {
    super(reason);
  }

  public ViewsUnavailableException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
