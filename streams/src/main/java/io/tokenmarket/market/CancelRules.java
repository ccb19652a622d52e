package io.tokenmarket.market;

import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SupplyOffer;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Who may take which order out of the book. */
final class CancelRules {
  private CancelRules() {}

  /**
   * The first rule the cancellation breaks.
   *
   * @param order the open order it names, or null
   * @param asOffer whether it is cancelled as an offer
   */
  static Optional<Refusal> check(Command cancellation, OpenOrder order, boolean asOffer) {
    return Refusal.unless(order != null, Reason.ORDER_NOT_FOUND, cancellation.cancels())
        .or(() -> owner(order, cancellation.participant()))
        .or(() -> side(order, asOffer));
  }

  private static Optional<Refusal> owner(OpenOrder order, String participant) {
    String owner = Command.of((SpecificRecord) order.getTerms()).participant();
    return Refusal.unless(owner.equals(participant), Reason.NOT_OWNER, order.getOrderId());
  }

  private static Optional<Refusal> side(OpenOrder order, boolean asOffer) {
    boolean isOffer = order.getTerms() instanceof SupplyOffer;
    String side = isOffer ? "an offer" : "a demand";
    return Refusal.unless(isOffer == asOffer, Reason.WRONG_SIDE, order.getOrderId(), side);
  }
}
