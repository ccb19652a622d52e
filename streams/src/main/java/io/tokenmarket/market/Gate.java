package io.tokenmarket.market;

import io.tokenmarket.clearing.Outcome;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderExpired;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Holds the auction of a gate. The state is read, not changed. */
final class Gate {
  private Gate() {}

  /**
   * The events of the gate in their order; none where the market is undefined or the interval not
   * after the last auction's.
   */
  static List<SpecificRecord> close(MarketState state, long position, GateClosed gate) {
    state.requireOwn(gate.getMarket());
    if (!state.isDefined() || gate.getInterval() <= state.interval()) {
      return List.of();
    }
    Collected orders = new Collected(state.rules(), state.openOrders());
    Outcome outcome = state.auction().clear(orders.book());
    Settlement settlement = new Settlement(state.rules(), orders.book(), outcome);
    Clearing clearing =
        new ClearingReport(state, position, gate, orders, outcome, settlement).clearing();
    List<SpecificRecord> events = new ArrayList<>();
    events.add(clearing);
    new Awards(clearing, state.rules(), orders, outcome, settlement).addTo(events);
    state.openOrders().stream()
        .filter(order -> order.getLastAuction() <= clearing.getAuction())
        .forEach(order -> events.add(expired(order, clearing)));
    return events;
  }

  private static OrderExpired expired(OpenOrder order, Clearing clearing) {
    return new OrderExpired(
        order.getMarket(),
        Command.of((SpecificRecord) order.getTerms()).participant(),
        order.getOrderId(),
        clearing.getInterval(),
        clearing.getLogPosition());
  }
}
