package io.tokenmarket.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Budget;
import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.MarketHead;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SigningKey;
import io.tokenmarket.schemas.UnsettledTrade;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Holds what a store would: the records of a state as bytes, by id. */
final class RecordingJournal implements StateJournal {
  private final Map<String, byte[]> orders = new HashMap<>();
  private final Map<String, byte[]> memories = new HashMap<>();
  private final Map<String, byte[]> budgets = new HashMap<>();
  private final Map<String, byte[]> trades = new HashMap<>();
  private final Map<String, byte[]> keys = new HashMap<>();
  private byte[] head;

  /** The state from what was recorded, in a sequence of the seed's choosing. */
  MarketState restored(long seed) {
    return MarketState.restored(
        read(head, new MarketHead()),
        shuffled(orders, new OpenOrder(), seed),
        shuffled(memories, new CommandMemory(), seed),
        shuffled(budgets, new Budget(), seed),
        shuffled(trades, new UnsettledTrade(), seed),
        shuffled(keys, new SigningKey(), seed),
        StateJournal.NONE);
  }

  private static <T extends SpecificRecord> List<T> shuffled(
      Map<String, byte[]> store, T type, long seed) {
    List<T> records = new ArrayList<>();
    store.values().forEach(bytes -> records.add(read(bytes, type)));
    Collections.shuffle(records, new Random(seed));
    return records;
  }

  private static byte[] bytes(SpecificRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new SpecificDatumWriter<SpecificRecord>(record.getSchema())
          .write(record, EncoderFactory.get().directBinaryEncoder(bytes, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static <T extends SpecificRecord> T read(byte[] bytes, T type) {
    try {
      return new SpecificDatumReader<T>(type.getSchema())
          .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void head(MarketHead now) {
    head = bytes(now);
  }

  @Override
  public void orderOpened(OpenOrder order) {
    assertThat(orders.put(order.getOrderId(), bytes(order))).isNull();
  }

  @Override
  public void orderClosed(OpenOrder order) {
    assertThat(orders.remove(order.getOrderId())).isEqualTo(bytes(order));
  }

  @Override
  public void budget(Budget budget) {
    budgets.put(budget.getConsumer(), bytes(budget));
  }

  @Override
  public void key(SigningKey key) {
    keys.put(key.getOwner(), bytes(key));
  }

  @Override
  public void keyRemoved(SigningKey key) {
    assertThat(keys.remove(key.getOwner())).isEqualTo(bytes(key));
  }

  @Override
  public void waits(UnsettledTrade trade) {
    trades.put(id(trade), bytes(trade));
  }

  @Override
  public void settled(UnsettledTrade trade) {
    assertThat(trades.remove(id(trade))).isEqualTo(bytes(trade));
  }

  private static String id(UnsettledTrade trade) {
    return trade.getTrade().getInterval() + "/" + trade.getTrade().getNumber();
  }

  @Override
  public void remembered(CommandMemory memory) {
    assertThat(memories.put(memory.getCommandId(), bytes(memory))).isNull();
  }

  @Override
  public void forgotten(CommandMemory memory) {
    assertThat(memories.remove(memory.getCommandId())).isEqualTo(bytes(memory));
  }
}
