package io.tokenmarket.producers.client;

import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderFilled;

/**
 * Told what becomes of a participant's orders, in the order of the log.
 *
 * <p>Called by the one thread that reads the exchange's events, so it must return at once and must
 * not wait for an answer.
 */
public interface OrderListener {

  /** An order got something in an auction; nothing is said of an order that got nothing. */
  default void awarded(OrderAwarded event) {}

  /** A demand that was wanted once has got all it wanted. */
  default void filled(OrderFilled event) {}

  /** An order has been in its last auction. */
  default void expired(OrderExpired event) {}
}
