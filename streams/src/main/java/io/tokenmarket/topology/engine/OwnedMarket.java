package io.tokenmarket.topology.engine;

import io.tokenmarket.market.Calendar;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.GateClosing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHead;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * A market of this task's partition, and the gate or phase proposed for it that is on its way.
 *
 * <p>The proposal is not stored. A transaction that aborts takes it away together with the entry it
 * wrote, since the task then begins anew from its stores; after a restart an entry that still is
 * unread in the log may be proposed once more, and the market ignores the second.
 */
final class OwnedMarket {
  private final MarketState state;
  private SpecificRecord onItsWay;

  OwnedMarket(MarketState state) {
    this.state = state;
  }

  MarketState state() {
    return state;
  }

  /** An entry was read from the log. */
  void arrived(SpecificRecord entry) {
    if (entry.equals(onItsWay)) {
      onItsWay = null;
    }
  }

  /**
   * The entry to write into the log now, unless one is still on its way: the last gate due, or else
   * what is due of the phase before the coming gate. A market that is halted has neither.
   */
  Optional<SpecificRecord> propose(long epochMillis) {
    if (onItsWay != null || state.isHalted()) {
      return Optional.empty();
    }
    MarketDefinition definition = state.definition().orElseThrow();
    long due = Calendar.due(definition, epochMillis);
    onItsWay =
        due > state.interval()
            ? gate(definition, due)
            : closing(definition, Math.max(due, state.interval()) + 1, epochMillis);
    return Optional.ofNullable(onItsWay);
  }

  private static GateClosed gate(MarketDefinition definition, long interval) {
    Instant at = Instant.ofEpochMilli(Calendar.gate(definition, interval));
    return new GateClosed(definition.getMarket(), interval, at);
  }

  /** Null where nothing is due, or is in the log already. */
  private GateClosing closing(MarketDefinition definition, long interval, long now) {
    long began = Calendar.gate(definition, interval) - definition.getNoCancelMillis();
    if (definition.getNoCancelMillis() == 0 || now < began) {
      return null;
    }
    long every = definition.getIndicativeMillis();
    long number = every == 0 ? 0 : (now - began) / every;
    MarketHead head = state.head().orElseThrow();
    boolean written = head.getClosing() == interval && head.getClosingNumber() >= number;
    return written
        ? null
        : new GateClosing(
            definition.getMarket(),
            interval,
            Math.toIntExact(number),
            Instant.ofEpochMilli(began + number * every));
  }
}
