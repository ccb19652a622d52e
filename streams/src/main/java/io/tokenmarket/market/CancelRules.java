package io.tokenmarket.market;

import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SupplyOffer;
import java.util.Optional;

/** Who may amend or cancel which order. */
final class CancelRules {
  private CancelRules() {}

  /**
   * The first rule the command breaks.
   *
   * @param order the open order it names, or null
   */
  static Optional<Refusal> check(Command command, OpenOrder order) {
    return Refusal.unless(order != null, Reason.ORDER_NOT_FOUND, command.order())
        .or(() -> owner(order, command.participant()))
        .or(() -> side(order, command.isSupply()))
        .or(() -> version(order, command.ifVersion()));
  }

  private static Optional<Refusal> owner(OpenOrder order, String participant) {
    boolean own = OpenOrders.owner(order).equals(participant);
    return Refusal.unless(own, Reason.NOT_OWNER, order.getOrderId());
  }

  private static Optional<Refusal> side(OpenOrder order, boolean asOffer) {
    boolean isOffer = order.getTerms() instanceof SupplyOffer;
    String side = isOffer ? "an offer" : "a demand";
    return Refusal.unless(isOffer == asOffer, Reason.WRONG_SIDE, order.getOrderId(), side);
  }

  private static Optional<Refusal> version(OpenOrder order, long ifVersion) {
    return Refusal.unless(
        ifVersion == -1 || ifVersion == order.getVersion(),
        Reason.ORDER_CHANGED,
        order.getOrderId(),
        order.getVersion(),
        ifVersion);
  }
}
