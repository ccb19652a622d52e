package io.tokenmarket.replay;

/** Ends a verification at its first difference. */
final class Differs extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Difference difference;

  Differs(Difference difference) {
    super(difference.toString());
    this.difference = difference;
  }

  Difference difference() {
    return difference;
  }
}
