package io.tokenmarket.market;

import io.tokenmarket.schemas.BudgetDefined;
import io.tokenmarket.schemas.BudgetDefinition;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.DeliveryRecorded;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.GateClosing;
import io.tokenmarket.schemas.KeyDefined;
import io.tokenmarket.schemas.MarketChanged;
import io.tokenmarket.schemas.MarketDefined;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAmended;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderFilled;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.TradeSettled;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * The market as a state machine. Pure: no clock, no randomness, no I/O; the same entries in the
 * same order give the same events, byte for byte.
 */
public final class Market {
  private Market() {}

  /**
   * What the exchange answers to the entry: to a command one answer, and behind it what follows for
   * other orders; all events of the auction to a gate; nothing to a gate that is not due or of a
   * market that is halted or that nobody has defined. The state is read, not changed.
   *
   * @throws IllegalArgumentException where the entry is no command, or of another market
   */
  public static List<SpecificRecord> decide(MarketState state, LogEntry entry) {
    if (entry.command() instanceof GateClosed gate) {
      return GateAuction.close(state, entry, gate);
    }
    if (entry.command() instanceof GateClosing closing) {
      return IndicativeAuction.indicate(state, entry, closing);
    }
    return new CommandHandler(state, entry).events();
  }

  /**
   * Applies one event of {@link #decide} to the state, in place. All events of an entry must be
   * applied, in their order.
   */
  public static void evolve(MarketState state, LogEntry entry, SpecificRecord event) {
    if (entry.command() instanceof GateClosed) {
      closed(state, event);
    } else if (entry.command() instanceof GateClosing closing) {
      state.closing(closing, HashChainEntry.of(state.hash(), entry, event));
    } else if (event instanceof OrderFilled filled) {
      state.close(filled.getParticipant(), filled.getOrderId());
    } else if (isAboutAnother(entry, event)) {
      takenOut(state, (OrderRejected) event);
    } else {
      answered(state, entry, event);
    }
  }

  /** Decides and evolves: the events the entry causes, in the order they are published. */
  public static List<SpecificRecord> handle(MarketState state, LogEntry entry) {
    List<SpecificRecord> events = decide(state, entry);
    for (SpecificRecord event : events) {
      evolve(state, entry, event);
    }
    return events;
  }

  /** A gate rejects open orders, each by the id of its command. */
  private static void closed(MarketState state, SpecificRecord event) {
    if (event instanceof Clearing clearing) {
      state.cleared(clearing);
    } else if (event instanceof Trade trade) {
      state.traded(trade);
    } else if (event instanceof TradeSettled settled) {
      state.settled(settled);
    } else if (event instanceof OrderAwarded award) {
      state.awarded(award);
    } else if (event instanceof OrderFilled filled) {
      state.close(filled.getParticipant(), filled.getOrderId());
    } else if (event instanceof OrderExpired expired) {
      state.close(expired.getParticipant(), expired.getOrderId());
    } else if (event instanceof OrderRejected takenOut) {
      takenOut(state, takenOut);
    } else if (event instanceof MarketChanged) {
      state.halted();
    }
  }

  private static void takenOut(MarketState state, OrderRejected order) {
    state.close(order.getParticipant(), order.getCommandId());
  }

  /** A budget takes out orders that no longer fit it, each by the id of its command. */
  private static boolean isAboutAnother(LogEntry entry, SpecificRecord event) {
    return entry.command() instanceof BudgetDefinition definition
        && event instanceof OrderRejected rejected
        && !(rejected.getCommandId().equals(definition.getCommandId())
            && rejected.getParticipant().equals(definition.getParticipant()));
  }

  private static void answered(MarketState state, LogEntry entry, SpecificRecord answer) {
    if (answer instanceof MarketDefined && !state.isDefined()) {
      state.define((MarketDefinition) entry.command());
    }
    if (!state.isDefined()) {
      return;
    }
    HashChainEntry link = HashChainEntry.of(state.hash(), entry, answer);
    state.chain(link);
    if (entry.signature() != null) {
      state.chainSignature(entry.signature());
    }
    if (isFirst(state, entry) && isRemembered(state, answer)) {
      CommandMemory memory = RepeatedAnswer.memory(state, entry, link.digest(), answer);
      apply(state, entry, answer);
      state.remember(memory);
    }
  }

  /** Whether the answer is not one that is given again, or for an id used before. */
  private static boolean isFirst(MarketState state, LogEntry entry) {
    Command command = Command.of(entry.command());
    return state.memory(command.participant(), command.id()) == null;
  }

  private static boolean isRemembered(MarketState state, SpecificRecord answer) {
    return !(answer instanceof OrderRejected refusal)
        || state.rulebook().remembers(Reason.valueOf(refusal.getReason()));
  }

  private static void apply(MarketState state, LogEntry entry, SpecificRecord answer) {
    if (answer instanceof OrderAccepted) {
      state.open(OpenOrders.opened(state, entry));
    } else if (answer instanceof OrderAmended amended) {
      OpenOrder before = state.order(amended.getParticipant(), amended.getOrderId());
      state.amend(Amendment.of(before, entry, state.rulebook()));
    } else if (answer instanceof OrderCancelled cancelled) {
      state.close(cancelled.getParticipant(), cancelled.getOrderId());
    } else if (answer instanceof MarketChanged changed) {
      state.operated(entry.command(), changed);
    } else if (answer instanceof BudgetDefined) {
      BudgetDefinition definition = (BudgetDefinition) entry.command();
      state.budget(BudgetRules.budget(definition, entry.position(), state));
    } else if (answer instanceof KeyDefined key) {
      state.key(key);
    } else if (answer instanceof DeliveryRecorded delivery) {
      state.delivered(delivery);
    }
  }
}
