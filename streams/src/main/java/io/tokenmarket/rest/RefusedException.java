package io.tokenmarket.rest;

/** A question that gets a problem for an answer. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  RefusedException(Refusal refusal, String detail) {
    super(detail);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
