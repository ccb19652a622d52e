package io.tokenmarket.market;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import io.tokenmarket.schemas.GateClosing;
import io.tokenmarket.schemas.IndicativeClearing;
import io.tokenmarket.schemas.IndicativeTier;
import io.tokenmarket.schemas.OpenOrder;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/** The phase before a gate, with the auction as it would be. The state is read, not changed. */
final class IndicativeAuction {
  private IndicativeAuction() {}

  /**
   * The indicative clearing; nothing where the market is undefined or halted, or the entry not
   * after the last gate and the last of its kind, or ahead of the log, or the auction fails by
   * itself. Orders that make the auction throw are left out.
   */
  static List<SpecificRecord> indicate(MarketState state, LogEntry entry, GateClosing closing) {
    state.requireOwn(closing.getMarket());
    if (!state.isTrading() || !state.isNext(closing) || isAhead(state, entry, closing)) {
      return List.of();
    }
    PoisonSearch<List<SpecificRecord>> isolation =
        new PoisonSearch<>(
            OrdersWithinBudget.of(state, closing.getInterval()).orders(),
            orders -> List.of(clearing(state, entry.position(), closing, orders)));
    try {
      return isolation.hold();
    } catch (AuctionFailedException failed) {
      return List.of();
    }
  }

  private static boolean isAhead(MarketState state, LogEntry entry, GateClosing closing) {
    long phase = state.rules().definition().getNoCancelMillis();
    return state.isAhead(closing.getInterval(), phase, entry.time());
  }

  private static IndicativeClearing clearing(
      MarketState state, long position, GateClosing closing, List<OpenOrder> open) {
    Book book = new Collected(state.rules(), open).book();
    Outcome outcome = state.clear(book);
    long[] bidLots = ClearingReport.bidLots(book);
    return new IndicativeClearing(
        closing.getMarket(),
        closing.getInterval(),
        closing.getNumber(),
        closing.getAt(),
        IntStream.range(0, book.tiers())
            .mapToObj(t -> tier(state, outcome, t, bidLots[t]))
            .toList(),
        position);
  }

  private static IndicativeTier tier(MarketState state, Outcome outcome, int t, long bidLots) {
    return new IndicativeTier(
        state.rules().tierName(t),
        outcome.sold(t) > 0,
        outcome.price(t),
        outcome.lowest(t),
        outcome.highest(t),
        outcome.sold(t),
        bidLots);
  }
}
