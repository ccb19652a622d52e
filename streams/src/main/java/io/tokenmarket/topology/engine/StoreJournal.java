package io.tokenmarket.topology.engine;

import io.tokenmarket.market.MarketState;
import io.tokenmarket.market.StateJournal;
import io.tokenmarket.schemas.Budget;
import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.MarketHead;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SigningKey;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.UnsettledTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Mirrors the markets of a partition in six stores, and gives them back after a restart.
 *
 * <p>Heads are keyed by market, all else by market/id; a market's name has no slash.
 */
final class StoreJournal implements StateJournal {
  private final KeyValueStore<String, MarketHead> heads;
  private final KeyValueStore<String, OpenOrder> orders;
  private final KeyValueStore<String, CommandMemory> memories;
  private final KeyValueStore<String, Budget> budgets;
  private final KeyValueStore<String, UnsettledTrade> trades;
  private final KeyValueStore<String, SigningKey> keys;

  StoreJournal(ProcessorContext<?, ?> context) {
    heads = context.getStateStore(Nodes.MARKET_HEADS);
    orders = context.getStateStore(Nodes.OPEN_ORDERS);
    memories = context.getStateStore(Nodes.COMMAND_MEMORY);
    budgets = context.getStateStore(Nodes.BUDGETS);
    trades = context.getStateStore(Nodes.UNSETTLED_TRADES);
    keys = context.getStateStore(Nodes.SIGNING_KEYS);
  }

  /** Every market in the stores, each in the state it was left in. */
  void restore(Consumer<MarketState> markets) {
    try (KeyValueIterator<String, MarketHead> all = heads.all()) {
      all.forEachRemaining(entry -> markets.accept(restored(entry.value)));
    }
  }

  private MarketState restored(MarketHead head) {
    String market = head.getMarket();
    return MarketState.restored(
        head,
        of(market, orders),
        of(market, memories),
        of(market, budgets),
        of(market, trades),
        of(market, keys),
        this);
  }

  private static <V> List<V> of(String market, KeyValueStore<String, V> store) {
    List<V> values = new ArrayList<>();
    try (KeyValueIterator<String, V> found =
        store.prefixScan(key(market, ""), Serdes.String().serializer())) {
      found.forEachRemaining(entry -> values.add(entry.value));
    }
    return values;
  }

  @Override
  public void head(MarketHead head) {
    heads.put(head.getMarket(), head);
  }

  @Override
  public void orderOpened(OpenOrder order) {
    orders.put(key(order.getMarket(), order.getOrderId()), order);
  }

  @Override
  public void orderClosed(OpenOrder order) {
    orders.delete(key(order.getMarket(), order.getOrderId()));
  }

  @Override
  public void budget(Budget budget) {
    budgets.put(key(budget.getMarket(), budget.getConsumer()), budget);
  }

  @Override
  public void key(SigningKey key) {
    keys.put(key(key.getMarket(), key.getOwner()), key);
  }

  @Override
  public void keyRemoved(SigningKey key) {
    keys.delete(key(key.getMarket(), key.getOwner()));
  }

  @Override
  public void waits(UnsettledTrade trade) {
    trades.put(key(trade), trade);
  }

  @Override
  public void settled(UnsettledTrade trade) {
    trades.delete(key(trade));
  }

  @Override
  public void remembered(CommandMemory memory) {
    memories.put(key(memory.getMarket(), memory.getCommandId()), memory);
  }

  @Override
  public void forgotten(CommandMemory memory) {
    memories.delete(key(memory.getMarket(), memory.getCommandId()));
  }

  private static String key(UnsettledTrade trade) {
    Trade made = trade.getTrade();
    return key(made.getMarket(), made.getInterval() + "/" + made.getNumber());
  }

  private static String key(String market, String id) {
    return market + "/" + id;
  }
}
