package io.tokenmarket.market;

/** An auction cannot be held, and no order is known to cause it: the fault is the exchange's. */
final class AuctionFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AuctionFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
