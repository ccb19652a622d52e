package io.tokenmarket.replay;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.GateClosing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
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
    this(MarketState.undefined(market), audited);
  }

  /**
   * @param state of a market that nothing has happened to
   */
  ReplayedMarket(MarketState state, boolean audited) {
    this.state = state;
    this.audited = audited;
  }

  List<SpecificRecord> handle(LogEntry entry) {
    if (entry.command() instanceof GateClosed gate) {
      return close(entry, gate);
    }
    return entry.command() instanceof GateClosing ? indicate(entry) : answer(entry);
  }

  private List<SpecificRecord> answer(LogEntry entry) {
    List<SpecificRecord> events = Market.handle(state, entry);
    if (audited && isDefined()) {
      chain.add(entry, events.get(0), rulebook());
      Optional.ofNullable(entry.signature()).ifPresent(chain::add);
    }
    return events;
  }

  /** One that is ignored causes nothing, and is in no hash. */
  private List<SpecificRecord> indicate(LogEntry entry) {
    List<SpecificRecord> events = Market.handle(state, entry);
    if (audited && !events.isEmpty()) {
      chain.add(entry, events.get(0), rulebook());
    }
    return events;
  }

  /** The orders and rules are noted before the auction changes the state. */
  private List<SpecificRecord> close(LogEntry entry, GateClosed gate) {
    Optional<MarketDefinition> rules = state.definition();
    boolean due = isDefined() && gate.getInterval() > state.interval();
    List<OpenOrder> open = due && audited ? List.copyOf(state.openOrders()) : List.of();
    List<SpecificRecord> events = Market.handle(state, entry);
    if (!events.isEmpty() && events.get(0) instanceof Clearing held) {
      last = held;
      audit(entry, rules.orElseThrow(), open, events);
    }
    return events;
  }

  private void audit(
      LogEntry gate, MarketDefinition rules, List<OpenOrder> open, List<SpecificRecord> events) {
    if (audited) {
      chain.close(gate, last, rules.getRulebook());
      AuctionAudit.check(IndependentBook.of(rules, open, events), last, events);
    }
  }

  /** Of the market, 0 while nobody has defined it. */
  int rulebook() {
    return state.definition().map(MarketDefinition::getRulebook).orElse(0);
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
