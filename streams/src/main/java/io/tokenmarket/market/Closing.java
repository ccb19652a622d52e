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
final class Closing {
  private Closing() {}

  /**
   * The indicative clearing; nothing where the market is undefined or halted, or the entry not
   * after the last gate and the last of its kind. Orders that make the auction throw are left out.
   *
   * @throws RuntimeException where the auction throws even over an empty book
   */
  static List<SpecificRecord> indicate(MarketState state, long position, GateClosing closing) {
    state.requireOwn(closing.getMarket());
    if (!state.isTrading() || !state.isNext(closing)) {
      return List.of();
    }
    Isolation<List<SpecificRecord>> isolation =
        new Isolation<>(
            state.ordersFor(closing.getInterval()),
            orders -> List.of(clearing(state, position, closing, orders)));
    return isolation.hold();
  }

  private static IndicativeClearing clearing(
      MarketState state, long position, GateClosing closing, List<OpenOrder> open) {
    Book book = new Collected(state.rules(), open).book();
    Outcome outcome = state.clear(book);
    return new IndicativeClearing(
        closing.getMarket(),
        closing.getInterval(),
        closing.getNumber(),
        closing.getAt(),
        IntStream.range(0, book.tiers()).mapToObj(t -> tier(state, book, outcome, t)).toList(),
        position);
  }

  private static IndicativeTier tier(MarketState state, Book book, Outcome outcome, int t) {
    return new IndicativeTier(
        state.rules().tierName(t),
        outcome.sold(t) > 0,
        outcome.price(t),
        outcome.lowest(t),
        outcome.highest(t),
        outcome.sold(t),
        ClearingReport.bidLots(book, t));
  }
}
