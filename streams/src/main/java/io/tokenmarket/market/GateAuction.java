package io.tokenmarket.market;

import io.tokenmarket.clearing.Outcome;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.MarketChanged;
import io.tokenmarket.schemas.OpenOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Holds the auction of a gate. The state is read, not changed. */
final class GateAuction {
  private GateAuction() {}

  /**
   * The events of the gate in their order; none where the market is undefined or halted, the
   * interval not after the last auction's, or the gate ahead of the log. An order that makes the
   * auction throw is taken out and named; an auction that fails by itself halts the market.
   */
  static List<SpecificRecord> close(MarketState state, LogEntry entry, GateClosed gate) {
    state.requireOwn(gate.getMarket());
    boolean due =
        state.isTrading()
            && gate.getInterval() > state.interval()
            && !state.isAhead(gate.getInterval(), 0, entry.time());
    return due ? events(state, entry, gate) : List.of();
  }

  private static List<SpecificRecord> events(MarketState state, LogEntry entry, GateClosed gate) {
    OrdersWithinBudget affordable = OrdersWithinBudget.of(state, gate.getInterval());
    PoisonSearch<Held> isolation =
        new PoisonSearch<>(affordable.orders(), orders -> hold(state, entry, gate, orders));
    try {
      Held held = isolation.hold();
      new OrdersAfterAuction(
              state, entry.position(), gate, held, isolation.poisonous(), affordable.beyond())
          .addTo(held.events());
      held.events().addAll(settlements(state, entry, gate));
      return held.events();
    } catch (AuctionFailedException failed) {
      return List.of(halted(state, entry.position(), gate));
    }
  }

  private static List<SpecificRecord> settlements(
      MarketState state, LogEntry entry, GateClosed gate) {
    long auction = state.auctions() + 1;
    return DeliverySettlement.of(
        state.unsettled().due(gate.getInterval(), auction), entry.position());
  }

  /** Its words do not tell what was thrown, which may differ from one Java to the next. */
  private static MarketChanged halted(MarketState state, long position, GateClosed gate) {
    Refusal why = Refusal.of(Reason.AUCTION_FAILED, gate.getInterval(), state.market());
    return new MarketChanged(
        state.market(),
        state.rules().definition().getParticipant(),
        "",
        true,
        state.isChanging(),
        position,
        false,
        why.reason().name(),
        Rulebook.SECOND.arguments(why),
        Rulebook.SECOND.detail(why));
  }

  /**
   * An auction that was held.
   *
   * @param events its clearing, trades and awards
   */
  record Held(List<SpecificRecord> events, Collected orders, Outcome outcome) {}

  private static Held hold(
      MarketState state, LogEntry entry, GateClosed gate, List<OpenOrder> open) {
    Collected orders = new Collected(state.rules(), open);
    Outcome outcome = Netting.of(state.rules(), orders, state.clear(orders.book()));
    TradePricing settlement = new TradePricing(state.rules(), orders, outcome);
    Clearing clearing =
        new ClearingReport(state, entry, gate, orders, outcome, settlement).clearing();
    List<SpecificRecord> events =
        new ArrayList<>(1 + outcome.trades() + orders.book().offers() + orders.book().bids());
    events.add(clearing);
    new Awards(clearing, state.rules(), orders, outcome, settlement).addTo(events);
    return new Held(events, orders, outcome);
  }
}
