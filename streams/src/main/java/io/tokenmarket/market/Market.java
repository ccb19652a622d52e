package io.tokenmarket.market;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.MarketDefined;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * The market as a state machine. Pure: no clock, no randomness, no I/O; the same entries in the
 * same order give the same events, byte for byte.
 */
public final class Market {
  private Market() {}

  /**
   * What the exchange answers to the entry: one answer to a command; all events of the auction to a
   * gate; nothing to a gate that is not due or of a market nobody has defined. The state is read,
   * not changed.
   *
   * @throws IllegalArgumentException where the entry is no command, or of another market
   */
  public static List<SpecificRecord> decide(MarketState state, LogEntry entry) {
    return entry.command() instanceof GateClosed gate
        ? Gate.close(state, entry.position(), gate)
        : List.of(new CommandDesk(state, entry).answer());
  }

  /**
   * Applies one event of {@link #decide} to the state, in place. All events of an entry must be
   * applied, in their order.
   */
  public static void evolve(MarketState state, LogEntry entry, SpecificRecord event) {
    if (entry.command() instanceof GateClosed) {
      closed(state, event);
    } else {
      answered(state, entry, event);
    }
  }

  /** Decides and evolves: the events the entry causes, in the order they are published. */
  public static List<SpecificRecord> handle(MarketState state, LogEntry entry) {
    List<SpecificRecord> events = decide(state, entry);
    events.forEach(event -> evolve(state, entry, event));
    return events;
  }

  /** A gate rejects an order that stood: the poisonous one, by the id of its command. */
  private static void closed(MarketState state, SpecificRecord event) {
    if (event instanceof Clearing clearing) {
      state.cleared(clearing);
    } else if (event instanceof OrderExpired expired) {
      state.close(expired.getOrderId());
    } else if (event instanceof OrderRejected poisonous) {
      state.close(poisonous.getCommandId());
    }
  }

  private static void answered(MarketState state, LogEntry entry, SpecificRecord answer) {
    if (answer instanceof MarketDefined && !state.isDefined()) {
      state.define((MarketDefinition) entry.command());
    }
    if (!state.isDefined()) {
      return;
    }
    byte[] command = state.hash().bytes(entry.command());
    state.read(command);
    if (isFirst(state, entry)) {
      apply(state, entry, answer);
      remember(state, entry, state.hash().over(command), answer);
    }
  }

  /**
   * Whether the answer is to be remembered: not where one is already, and not under an id that
   * names no command.
   */
  private static boolean isFirst(MarketState state, LogEntry entry) {
    String id = Command.of(entry.command()).id();
    return state.memory(id) == null && Identity.commandId(id).isEmpty();
  }

  private static void apply(MarketState state, LogEntry entry, SpecificRecord answer) {
    if (answer instanceof OrderAccepted accepted) {
      long last = state.auctions() + intervals(entry.command());
      state.open(
          new OpenOrder(
              state.market(), accepted.getOrderId(), entry.position(), last, entry.command(), 0L));
    } else if (answer instanceof OrderCancelled cancelled) {
      state.close(cancelled.getOrderId());
    }
  }

  private static long intervals(SpecificRecord order) {
    return order instanceof SupplyOffer offer
        ? offer.getIntervals()
        : ((TokenDemand) order).getIntervals();
  }

  private static void remember(
      MarketState state, LogEntry entry, byte[] digest, SpecificRecord answer) {
    state.remember(
        new CommandMemory(
            state.market(),
            Command.of(entry.command()).id(),
            ByteBuffer.wrap(digest),
            state.auctions(),
            entry.position(),
            answer,
            null));
  }
}
