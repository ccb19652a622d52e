package io.tokenmarket.market;

import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHead;
import io.tokenmarket.schemas.OpenOrder;
import java.util.Optional;

/** Everything the exchange knows of one market: its rules, open orders and remembered commands. */
public final class MarketState {

  /** A market nobody has defined yet. */
  public static MarketState undefined(String market, StateJournal journal) {
    throw new UnsupportedOperationException("not built yet");
  }

  /** The state a journal was told of; orders and memories in any sequence. */
  public static MarketState restored(
      MarketHead head,
      Iterable<OpenOrder> orders,
      Iterable<CommandMemory> memories,
      StateJournal journal) {
    throw new UnsupportedOperationException("not built yet");
  }

  /** The rules, empty while nobody has defined the market. */
  public Optional<MarketDefinition> definition() {
    throw new UnsupportedOperationException("not built yet");
  }

  /** Interval of the last auction, -1 before the first. */
  public long interval() {
    throw new UnsupportedOperationException("not built yet");
  }
}
