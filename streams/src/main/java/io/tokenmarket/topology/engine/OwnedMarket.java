package io.tokenmarket.topology.engine;

import io.tokenmarket.market.Calendar;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.MarketDefinition;
import java.time.Instant;
import java.util.Optional;

/**
 * A market of this task's partition, and the last gate proposed for it.
 *
 * <p>The proposal is not stored. A transaction that aborts takes it away together with the gate it
 * wrote, since the task then begins anew from its stores; after a restart a gate that still stands
 * unread in the log may be proposed once more, and the market ignores the second.
 */
final class OwnedMarket {
  private final MarketState state;
  private long proposed = -1;

  OwnedMarket(MarketState state) {
    this.state = state;
  }

  MarketState state() {
    return state;
  }

  /** The gate to write into the log now: the last one due, unless one is still on its way. */
  Optional<GateClosed> propose(long epochMillis) {
    MarketDefinition definition = state.definition().orElseThrow();
    long due = Calendar.due(definition, epochMillis);
    if (proposed > state.interval() || due <= state.interval()) {
      return Optional.empty();
    }
    proposed = due;
    long at = Calendar.gate(definition, due);
    return Optional.of(new GateClosed(definition.getMarket(), due, Instant.ofEpochMilli(at)));
  }
}
