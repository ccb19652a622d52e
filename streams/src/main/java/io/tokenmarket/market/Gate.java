package io.tokenmarket.market;

import io.tokenmarket.clearing.Outcome;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderRejected;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Holds the auction of a gate. The state is read, not changed. */
final class Gate {
  private Gate() {}

  /**
   * The events of the gate in their order; none where the market is undefined or the interval not
   * after the last auction's. An order that makes the auction throw is taken out and named.
   *
   * @throws RuntimeException where the auction throws even over an empty book
   */
  static List<SpecificRecord> close(MarketState state, long position, GateClosed gate) {
    state.requireOwn(gate.getMarket());
    if (!state.isDefined() || gate.getInterval() <= state.interval()) {
      return List.of();
    }
    Isolation<List<SpecificRecord>> isolation =
        new Isolation<>(state.openOrders(), orders -> hold(state, position, gate, orders));
    List<SpecificRecord> events = isolation.hold();
    isolation.poisonous().forEach(order -> events.add(poisonous(order, gate, position)));
    isolation.sound().stream()
        .filter(order -> order.getLastAuction() <= state.auctions() + 1)
        .forEach(order -> events.add(expired(order, gate, position)));
    return events;
  }

  /** The auction over these orders: its clearing, trades and awards. */
  private static List<SpecificRecord> hold(
      MarketState state, long position, GateClosed gate, List<OpenOrder> open) {
    Collected orders = new Collected(state.rules(), open);
    Outcome outcome = state.clear(orders.book());
    Settlement settlement = new Settlement(state.rules(), orders.book(), outcome);
    Clearing clearing =
        new ClearingReport(state, position, gate, orders, outcome, settlement).clearing();
    List<SpecificRecord> events = new ArrayList<>();
    events.add(clearing);
    new Awards(clearing, state.rules(), orders, outcome, settlement).addTo(events);
    return events;
  }

  /**
   * What was thrown is not told: its words may differ from one Java to the next, and an event may
   * not.
   */
  private static OrderRejected poisonous(OpenOrder order, GateClosed gate, long position) {
    return new OrderRejected(
        order.getMarket(),
        owner(order),
        order.getOrderId(),
        Reason.POISON.name(),
        Reason.POISON.detail(order.getOrderId(), gate.getInterval()),
        position,
        false);
  }

  private static OrderExpired expired(OpenOrder order, GateClosed gate, long position) {
    return new OrderExpired(
        order.getMarket(), owner(order), order.getOrderId(), gate.getInterval(), position);
  }

  private static String owner(OpenOrder order) {
    return Command.of((SpecificRecord) order.getTerms()).participant();
  }
}
