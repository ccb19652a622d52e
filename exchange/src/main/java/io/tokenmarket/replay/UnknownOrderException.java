package io.tokenmarket.replay;

/** An outcome names what is not in the book. */
final class UnknownOrderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownOrderException(String name) {
    super(name + " is awarded but does not stand in the book");
  }
}
