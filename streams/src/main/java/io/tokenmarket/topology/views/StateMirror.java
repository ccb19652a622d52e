package io.tokenmarket.topology.views;

import io.tokenmarket.market.MarketState;
import io.tokenmarket.market.StateJournal;
import io.tokenmarket.schemas.Budget;
import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.MarketHead;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SigningKey;
import io.tokenmarket.schemas.UnsettledTrade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/** The records a market's state is made of, as its journal tells them; shared with the state. */
final class StateMirror implements StateJournal {
  private final Map<String, OpenOrder> orders = new HashMap<>();
  private final Map<String, CommandMemory> memories = new HashMap<>();
  private final Map<String, Budget> budgets = new HashMap<>();
  private final Map<String, UnsettledTrade> trades = new HashMap<>();
  private final Map<String, SigningKey> keys = new HashMap<>();
  private MarketHead head;

  /** Everything, the head first; nothing of a market that is not defined. */
  List<SpecificRecord> records() {
    List<SpecificRecord> records = new ArrayList<>();
    if (head != null) {
      records.add(head);
      records.addAll(orders.values());
      records.addAll(memories.values());
      records.addAll(budgets.values());
      records.addAll(trades.values());
      records.addAll(keys.values());
    }
    return records;
  }

  /** The market that a record of {@link #records}, or an event, is of. */
  static String market(SpecificRecord record) {
    return record instanceof UnsettledTrade waiting
        ? waiting.getTrade().getMarket()
        : (String) ((GenericRecord) record).get("market");
  }

  /** Takes a record that {@link #records} gave. */
  void add(SpecificRecord record) {
    if (record instanceof MarketHead found) {
      head(found);
    } else if (record instanceof OpenOrder order) {
      orderOpened(order);
    } else if (record instanceof CommandMemory memory) {
      remembered(memory);
    } else if (record instanceof Budget budget) {
      budget(budget);
    } else if (record instanceof UnsettledTrade trade) {
      waits(trade);
    } else if (record instanceof SigningKey key) {
      key(key);
    } else {
      throw new IllegalArgumentException("no record of a state: " + record.getSchema().getName());
    }
  }

  /** The state these records make, its further changes told to this mirror. */
  Optional<MarketState> state() {
    return Optional.ofNullable(head)
        .map(
            found ->
                MarketState.restored(
                    found,
                    orders.values(),
                    memories.values(),
                    budgets.values(),
                    trades.values(),
                    keys.values(),
                    this));
  }

  @Override
  public void head(MarketHead now) {
    head = now;
  }

  @Override
  public void orderOpened(OpenOrder order) {
    orders.put(order.getOrderId(), order);
  }

  @Override
  public void orderClosed(OpenOrder order) {
    orders.remove(order.getOrderId());
  }

  @Override
  public void budget(Budget budget) {
    budgets.put(budget.getConsumer(), budget);
  }

  @Override
  public void key(SigningKey key) {
    keys.put(key.getOwner(), key);
  }

  @Override
  public void keyRemoved(SigningKey key) {
    keys.remove(key.getOwner());
  }

  @Override
  public void waits(UnsettledTrade trade) {
    trades.put(key(trade), trade);
  }

  @Override
  public void settled(UnsettledTrade trade) {
    trades.remove(key(trade));
  }

  private static String key(UnsettledTrade waiting) {
    return waiting.getTrade().getInterval() + "/" + waiting.getTrade().getNumber();
  }

  @Override
  public void remembered(CommandMemory memory) {
    memories.put(memory.getCommandId(), memory);
  }

  @Override
  public void forgotten(CommandMemory memory) {
    memories.remove(memory.getCommandId());
  }
}
