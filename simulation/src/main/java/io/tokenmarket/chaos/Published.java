package io.tokenmarket.chaos;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DeadLetter;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.UndecodableException;
import io.tokenmarket.topology.engine.EngineConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What stands on the topics: the log up to now, and all that was published of it.
 *
 * <p>The log goes on while it is read, since gates do. So the log is read first, then the engine is
 * waited for, and what was published of later entries is left out.
 */
final class Published {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> EVENTS =
      List.of(Topics.CLEARINGS, Topics.TRADES, Topics.ORDER_EVENTS);

  /** Where the order of events is kept: a topic's key, and one market of it. */
  record Stream(String topic, String key, String market) {}

  private final Map<String, ?> settings;
  private final RecordReader reader;
  private final Map<Integer, Long> read = new TreeMap<>();
  private final Map<String, Integer> partitions = new TreeMap<>();
  private final Map<Stream, List<SpecificRecord>> events = new LinkedHashMap<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  private Published(Map<String, ?> settings) {
    this.settings = settings;
    this.reader = new RecordReader(settings);
  }

  static Published read(Map<String, ?> settings) throws InterruptedException {
    Published published = new Published(settings);
    Topic.forEach(settings, Topics.MARKET_LOG, published::entry);
    published.awaitEngine();
    EVENTS.forEach(topic -> Topic.forEach(settings, topic, published::event));
    Topic.forEach(settings, Topics.DEAD_LETTERS, published::deadLetter);
    return published;
  }

  /** Those the log knows. */
  Set<String> markets() {
    return partitions.keySet();
  }

  /** The events of the log's entries. */
  Map<Stream, List<SpecificRecord>> events() {
    return events;
  }

  /** The auctions of a market. */
  List<Clearing> clearings(String market) {
    return events.getOrDefault(new Stream(Topics.CLEARINGS, market, market), List.of()).stream()
        .map(Clearing.class::cast)
        .toList();
  }

  List<DeadLetter> deadLetters() {
    return deadLetters;
  }

  private void entry(ConsumerRecord<String, byte[]> record) {
    read.put(record.partition(), record.offset());
    Integer home = partitions.putIfAbsent(record.key(), record.partition());
    if (home != null && home != record.partition()) {
      throw new BrokenPromiseException(
          "market %s stands in partitions %d and %d of the log"
              .formatted(record.key(), home, record.partition()));
    }
  }

  private void event(ConsumerRecord<String, byte[]> record) {
    SpecificRecord event = decoded(record);
    String market = (String) ((GenericRecord) event).get("market");
    if (position(event) <= read.get(partitions.get(market))) {
      events
          .computeIfAbsent(new Stream(record.topic(), record.key(), market), s -> new ArrayList<>())
          .add(event);
    }
  }

  private void deadLetter(ConsumerRecord<String, byte[]> record) {
    deadLetters.add((DeadLetter) decoded(record));
  }

  /** Offset of the log entry that caused the event. */
  static long position(SpecificRecord event) {
    return (long) ((GenericRecord) event).get("logPosition");
  }

  private SpecificRecord decoded(ConsumerRecord<String, byte[]> record) {
    try {
      return reader.read(record.topic(), record.value());
    } catch (UndecodableException poison) {
      throw new BrokenPromiseException(
          "%s, partition %d, offset %d, is no record of the exchange: %s"
              .formatted(record.topic(), record.partition(), record.offset(), poison.getMessage()));
    }
  }

  /** Its events and its position in the log are committed together. */
  private void awaitEngine() throws InterruptedException {
    try (Admin admin = Admin.create(new HashMap<>(settings))) {
      Patience.await(PATIENCE, "the engine to handle the log it has", () -> isHandled(admin));
    }
  }

  private boolean isHandled(Admin admin) {
    Map<TopicPartition, OffsetAndMetadata> committed = committed(admin);
    return read.entrySet().stream()
        .allMatch(
            last -> {
              var offset = committed.get(new TopicPartition(Topics.MARKET_LOG, last.getKey()));
              return offset != null && offset.offset() > last.getValue();
            });
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(Admin admin) {
    try {
      String engine = EngineConfig.of(settings).applicationId();
      return admin.listConsumerGroupOffsets(engine).partitionsToOffsetAndMetadata().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the engine's position is not to be had", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }
}
