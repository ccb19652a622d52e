package io.tokenmarket.market;

import io.tokenmarket.clearing.Outcome;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.OpenOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Holds the auction of a gate. The state is read, not changed. */
final class Gate {
  private Gate() {}

  /**
   * The events of the gate in their order; none where the market is undefined or halted, or the
   * interval not after the last auction's. An order that makes the auction throw is taken out and
   * named.
   *
   * @throws RuntimeException where the auction throws even over an empty book
   */
  static List<SpecificRecord> close(MarketState state, long position, GateClosed gate) {
    state.requireOwn(gate.getMarket());
    if (!state.isTrading() || gate.getInterval() <= state.interval()) {
      return List.of();
    }
    Isolation<Held> isolation =
        new Isolation<>(
            state.ordersFor(gate.getInterval()), orders -> hold(state, position, gate, orders));
    Held held = isolation.hold();
    new Aftermath(state, position, gate, held, isolation.poisonous()).addTo(held.events());
    held.events()
        .addAll(DeliverySettlement.of(state.unsettled().due(gate.getInterval()), position));
    return held.events();
  }

  /**
   * An auction that was held.
   *
   * @param events its clearing, trades and awards
   */
  record Held(List<SpecificRecord> events, Collected orders, Outcome outcome) {}

  private static Held hold(
      MarketState state, long position, GateClosed gate, List<OpenOrder> open) {
    Collected orders = new Collected(state.rules(), open);
    Outcome outcome = Netting.of(state.rules(), orders, state.clear(orders.book()));
    Settlement settlement = new Settlement(state.rules(), orders, outcome);
    Clearing clearing =
        new ClearingReport(state, position, gate, orders, outcome, settlement).clearing();
    List<SpecificRecord> events = new ArrayList<>();
    events.add(clearing);
    new Awards(clearing, state.rules(), orders, outcome, settlement).addTo(events);
    return new Held(events, orders, outcome);
  }
}
