package io.tokenmarket.market;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * The market as a state machine. Pure: no clock, no randomness, no I/O; the same entries in the
 * same order give the same events, byte for byte.
 */
public final class Market {
  private Market() {}

  /** What the exchange answers to the entry. The state is read, not changed. */
  public static List<SpecificRecord> decide(MarketState state, LogEntry entry) {
    throw new UnsupportedOperationException("not built yet");
  }

  /** Applies one event of {@link #decide} to the state. */
  public static void evolve(MarketState state, LogEntry entry, SpecificRecord event) {
    throw new UnsupportedOperationException("not built yet");
  }

  /** Decides and evolves: the events the entry causes, in the order they are published. */
  public static List<SpecificRecord> handle(MarketState state, LogEntry entry) {
    List<SpecificRecord> events = decide(state, entry);
    events.forEach(event -> evolve(state, entry, event));
    return events;
  }
}
