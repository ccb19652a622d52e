package io.tokenmarket.chaos;

import io.tokenmarket.schemas.Batches;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefined;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderFilled;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.registry.ClearingJoin;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads what is committed of one auction, as it comes, and believes nothing twice: a trade has the
 * number behind the last one's, and an order is awarded once and then filled once. The auction is
 * whole once there are as many trades as the clearing says and each order is filled.
 */
final class GateReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration CATCHING_UP = Duration.ofMinutes(1);

  /**
   * What was read.
   *
   * @param clearing null before it was read
   */
  record Seen(int answers, Clearing clearing, int trades, int awards, int fills) {
    /** Of the auction itself. */
    long events() {
      return (clearing == null ? 0 : 1) + (long) trades + awards + fills;
    }
  }

  private static final List<String> TOPICS =
      List.of(Topics.CLEARINGS, Topics.TRADES, Topics.ORDER_EVENTS);

  private final Map<String, ?> settings;
  private final String market;
  private final String orders;
  private final RecordReader reader;
  private final ClearingJoin join = new ClearingJoin();
  private final KafkaConsumer<String, byte[]> consumer;
  private final Thread thread = new Thread(this::look, "gate");
  private final BitSet accepted = new BitSet();
  private final BitSet awarded = new BitSet();
  private final BitSet filled = new BitSet();
  private boolean defined;
  private Clearing clearing;
  private int trades;
  private long lots;
  private volatile Map<TopicPartition, Long> positions = Map.of();
  private volatile RuntimeException failure;

  /**
   * Reads from now on.
   *
   * @param market its participants' names contain its name, and nobody else's do
   * @param orders with what their ids begin; a number follows
   */
  GateReader(Map<String, ?> settings, String market, String orders) {
    this.settings = settings;
    this.market = market;
    this.orders = orders;
    reader = new RecordReader(settings);
    reader.preload();
    consumer = Topic.consumer(settings, TOPICS);
    consumer.seekToEnd(consumer.assignment());
    consumer.assignment().forEach(consumer::position);
    thread.setDaemon(true);
    thread.start();
  }

  private void look() {
    try (consumer) {
      while (true) {
        consumer.poll(POLL).forEach(this::note);
        Map<TopicPartition, Long> now = new HashMap<>();
        consumer.assignment().forEach(where -> now.put(where, consumer.position(where)));
        positions = now;
      }
    } catch (WakeupException closing) {
      return;
    } catch (RuntimeException broken) {
      failure = broken;
    }
  }

  private void note(ConsumerRecord<String, byte[]> record) {
    String key = record.key();
    if (key != null && key.contains(market)) {
      try {
        join.take(reader.read(record.topic(), record.value()))
            .ifPresent(whole -> Batches.events(whole).forEach(this::note));
      } catch (UndecodableException poison) {
        throw new BrokenPromiseException(record.topic() + " cannot be read: " + poison);
      }
    }
  }

  private synchronized void note(SpecificRecord event) {
    if (event instanceof MarketDefined) {
      defined = true;
    } else if (event instanceof Clearing held && held.getTrades() > 0) {
      require(clearing == null, "its clearing is published twice");
      clearing = held;
    } else if (event instanceof Trade trade) {
      require(trade.getNumber() == trades, "trade %s is published at %s", trade, trades);
      trades++;
      lots += trade.getLots();
    } else if (event instanceof OrderAccepted granted) {
      once(accepted, granted.getOrderId(), "accepted");
    } else if (event instanceof OrderAwarded award) {
      once(awarded, award.getOrderId(), "awarded");
    } else if (event instanceof OrderFilled end) {
      once(filled, end.getOrderId(), "filled");
      require(awarded.get(number(end.getOrderId())), "%s is filled, not awarded", end.getOrderId());
    } else if (event instanceof OrderRejected refusal) {
      throw new BrokenPromiseException("market %s refuses: %s".formatted(market, refusal));
    }
  }

  /** Of the offers, and of orders of an earlier auction, nothing is counted. */
  private void once(BitSet known, String order, String what) {
    if (order.startsWith(orders)) {
      require(!known.get(number(order)), "%s is %s twice", order, what);
      known.set(number(order));
    }
  }

  private int number(String order) {
    return Integer.parseInt(order.substring(orders.length()));
  }

  private void require(boolean holds, String otherwise, Object... values) {
    if (!holds) {
      throw new BrokenPromiseException("market " + market + ": " + otherwise.formatted(values));
    }
  }

  /** Waits until all is read that is committed now. */
  void catchUp() throws InterruptedException {
    Map<TopicPartition, Long> ends;
    try (KafkaConsumer<String, byte[]> asking = Topic.consumer(settings, TOPICS)) {
      ends = asking.endOffsets(asking.assignment());
    }
    Patience.await(CATCHING_UP, "what is committed to be read", () -> hasReached(ends));
  }

  private boolean hasReached(Map<TopicPartition, Long> ends) {
    requireSound();
    Map<TopicPartition, Long> now = positions;
    return ends.entrySet().stream()
        .allMatch(end -> now.getOrDefault(end.getKey(), -1L) >= end.getValue());
  }

  private void requireSound() {
    if (failure != null) {
      throw failure;
    }
  }

  synchronized boolean isDefined() {
    requireSound();
    return defined;
  }

  synchronized Seen seen() {
    requireSound();
    return new Seen(
        accepted.cardinality(), clearing, trades, awarded.cardinality(), filled.cardinality());
  }

  /**
   * Whether all of it is read.
   *
   * @param expected so many orders
   */
  boolean isWhole(int expected) {
    Seen seen = seen();
    return seen.clearing() != null
        && seen.trades() == seen.clearing().getTrades()
        && seen.awards() == expected
        && seen.fills() == expected;
  }

  /** What is sold is what the clearing says; to be asked once all of it is read. */
  synchronized void requireBalance() {
    long sold = clearing.getTiers().stream().mapToLong(tier -> tier.getLots()).sum();
    require(lots == sold, "%s lots are traded, and the clearing says %s", lots, sold);
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
