package io.tokenmarket.market;

import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderRejected;

/** The last event of an order that was accepted and then had to leave the book. */
final class TakenOut {
  private TakenOut() {}

  /** Carries the order's id as that of the command, for the command placed it. */
  static OrderRejected event(OpenOrder order, Refusal refusal, long position, Rulebook rulebook) {
    return new OrderRejected(
        order.getMarket(),
        OpenOrders.owner(order),
        order.getOrderId(),
        refusal.reason().name(),
        rulebook.detail(refusal),
        position,
        false,
        rulebook.arguments(refusal));
  }
}
