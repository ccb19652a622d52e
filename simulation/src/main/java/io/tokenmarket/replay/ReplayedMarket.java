package io.tokenmarket.replay;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.market.StateJournal;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** A market run through its log again, its auctions audited where that is asked for. */
final class ReplayedMarket {
  private final MarketState state;
  private final HashChain chain = new HashChain();
  private final boolean audited;
  private Clearing last;

  ReplayedMarket(String market, boolean audited) {
    this.state = MarketState.undefined(market, StateJournal.NONE);
    this.audited = audited;
  }

  List<SpecificRecord> handle(LogEntry entry) {
    return entry.command() instanceof GateClosed gate ? close(entry, gate) : answer(entry);
  }

  private List<SpecificRecord> answer(LogEntry entry) {
    List<SpecificRecord> events = Market.handle(state, entry);
    if (audited && isDefined()) {
      chain.add(entry.command());
    }
    return events;
  }

  /** The book is taken before the auction changes the state. */
  private List<SpecificRecord> close(LogEntry entry, GateClosed gate) {
    boolean due = isDefined() && gate.getInterval() > state.interval();
    Optional<OpenBook> book = due && audited ? Optional.of(OpenBook.of(state)) : Optional.empty();
    List<SpecificRecord> events = Market.handle(state, entry);
    if (due) {
      last = (Clearing) events.get(0);
      book.ifPresent(orders -> audit(orders, gate, events));
    }
    return events;
  }

  private void audit(OpenBook orders, GateClosed gate, List<SpecificRecord> events) {
    chain.close(gate, last);
    AuctionAudit.check(orders, last, events);
  }

  boolean isDefined() {
    return state.definition().isPresent();
  }

  /** The market's last auction, -1 before the first. */
  long interval() {
    return state.interval();
  }

  /** The last clearing, empty before the first. */
  Optional<Clearing> last() {
    return Optional.ofNullable(last);
  }
}
