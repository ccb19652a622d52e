package io.tokenmarket.replay.whatif;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.market.StateJournal;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.simulation.Conservation;
import io.tokenmarket.simulation.Totals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** The course a market takes under some commands, and what it comes to. */
final class Course {
  private final MarketState state;
  private final Totals totals;
  private final Map<String, Account> accounts = new HashMap<>();
  private Surplus surplus = Surplus.ZERO;

  Course(MarketDefinition rules) {
    state = MarketState.undefined(rules.getMarket(), StateJournal.NONE);
    totals = new Totals(rules.getIntervalMillis());
  }

  /** Whether a gate of this interval holds an auction. */
  boolean isDue(long interval) {
    return state.definition().isPresent() && interval > state.interval();
  }

  void answer(LogEntry command) {
    Market.handle(state, command).forEach(totals::add);
  }

  /** Holds the auction of a gate that is due. */
  Auctioned close(LogEntry gate) {
    Map<String, OpenOrder> open = new HashMap<>();
    state.openOrders().forEach(order -> open.put(order.getOrderId(), order));
    List<SpecificRecord> events = Market.handle(state, gate);
    events.forEach(totals::add);
    Clearing clearing = (Clearing) events.get(0);
    totals.add(Conservation.check(clearing, events));
    Surplus gained = Surplus.ZERO;
    for (SpecificRecord event : events) {
      if (event instanceof OrderAwarded award) {
        gained = gained.plus(gain(award, open.get(award.getOrderId())));
      }
    }
    surplus = surplus.plus(gained);
    return new Auctioned(clearing, gained);
  }

  private Surplus gain(OrderAwarded award, OpenOrder order) {
    Gain gain = Gain.of(award, order);
    accounts.merge(award.getParticipant(), gain.account(), Account::plus);
    return gain.surplus();
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
