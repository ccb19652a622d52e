package io.tokenmarket.topology.engine;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.schemas.Batches;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderFilled;
import io.tokenmarket.schemas.OrderRejected;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * What an entry of the log causes.
 *
 * @param records in which the events are published: those of a gate about orders that came in
 *     batches are in batches
 */
record Effects(List<SpecificRecord> events, List<SpecificRecord> records) {

  /** Handles the entry; which orders came in batches is seen before the gate closes them. */
  static Effects of(MarketState state, LogEntry entry) {
    List<SpecificRecord> events = Market.decide(state, entry);
    List<SpecificRecord> records =
        entry.command() instanceof GateClosed
            ? Batches.records(events, event -> isBatched(state, event))
            : events;
    events.forEach(event -> Market.evolve(state, entry, event));
    return new Effects(events, records);
  }

  private static boolean isBatched(MarketState state, SpecificRecord event) {
    if (event instanceof OrderAwarded e) {
      return state.isBatched(e.getParticipant(), e.getOrderId());
    }
    if (event instanceof OrderExpired e) {
      return state.isBatched(e.getParticipant(), e.getOrderId());
    }
    if (event instanceof OrderFilled e) {
      return state.isBatched(e.getParticipant(), e.getOrderId());
    }
    return event instanceof OrderRejected e
        && state.isBatched(e.getParticipant(), e.getCommandId());
  }
}
