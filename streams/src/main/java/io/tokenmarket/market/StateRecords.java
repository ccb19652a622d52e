package io.tokenmarket.market;

import io.tokenmarket.schemas.Budget;
import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.MarketHead;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SigningKey;
import io.tokenmarket.schemas.UnsettledTrade;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/** The records that a market's state is made of: kept somewhere, they give it back. */
public final class StateRecords {
  private StateRecords() {}

  /** All of them, the head first; none of a market that is not defined. */
  public static List<SpecificRecord> of(MarketState state) {
    List<SpecificRecord> records = new ArrayList<>();
    state
        .head()
        .ifPresent(
            head -> {
              records.add(head);
              parts(state).forEach(records::addAll);
            });
    return records;
  }

  /** How many there are. */
  public static int count(MarketState state) {
    return state.isDefined() ? 1 + parts(state).stream().mapToInt(Collection::size).sum() : 0;
  }

  private static List<Collection<? extends SpecificRecord>> parts(MarketState state) {
    return List.of(
        state.openOrders(),
        state.memories().ledger().all(),
        state.budgets().all(),
        state.unsettled().ledger().all(),
        state.keys().ledger().all());
  }

  /** The state that is made of these, all of one market, in any sequence. */
  public static MarketState restored(Collection<? extends SpecificRecord> records) {
    return MarketState.restored(
        all(records, MarketHead.class).get(0),
        all(records, OpenOrder.class),
        all(records, CommandMemory.class),
        all(records, Budget.class),
        all(records, UnsettledTrade.class),
        all(records, SigningKey.class));
  }

  private static <T> List<T> all(Collection<? extends SpecificRecord> records, Class<T> type) {
    return records.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The market that such a record, or an event, is of. */
  public static String market(SpecificRecord record) {
    return record instanceof UnsettledTrade waiting
        ? waiting.getTrade().getMarket()
        : (String) ((GenericRecord) record).get("market");
  }
}
