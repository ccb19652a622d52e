package io.tokenmarket.replay.whatif;

import io.tokenmarket.market.CommandName;
import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.simulation.Conservation;
import io.tokenmarket.simulation.Totals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** The course a market takes under some commands, and what it comes to. */
final class Course {
  private final MarketState state;
  private final Totals totals;
  private final Map<String, Account> accounts = new HashMap<>();
  private Surplus surplus = Surplus.ZERO;

  Course(MarketDefinition rules) {
    state = MarketState.undefined(rules.getMarket());
    totals = new Totals(rules);
  }

  /** The open order of this name. */
  Optional<OpenOrder> order(CommandName name) {
    return state.openOrders().stream()
        .filter(order -> CommandName.of(order).equals(name))
        .findFirst();
  }

  /** What is answered to a command. */
  List<SpecificRecord> answer(LogEntry command) {
    List<SpecificRecord> events = Market.handle(state, command);
    note(events);
    return events;
  }

  /** Counts events that are decided elsewhere and change nothing here. */
  void note(List<SpecificRecord> events) {
    events.forEach(totals::add);
  }

  /** Holds the auction of a gate; empty where the gate is without effect. */
  Optional<Auctioned> close(LogEntry gate) {
    Gains gains = new Gains(state.openOrders());
    List<SpecificRecord> events = Market.handle(state, gate);
    if (events.isEmpty() || !(events.get(0) instanceof Clearing clearing)) {
      return Optional.empty();
    }
    events.forEach(totals::add);
    totals.add(Conservation.check(clearing, events));
    Surplus gained = gains.of(clearing, events);
    gains.accounts().forEach((name, account) -> accounts.merge(name, account, Account::plus));
    surplus = surplus.plus(gained);
    return Optional.of(new Auctioned(clearing, gained));
  }

  Totals totals() {
    return totals;
  }

  Surplus surplus() {
    return surplus;
  }

  /** By participant, all who traded. */
  Map<String, Account> accounts() {
    return accounts;
  }
}
