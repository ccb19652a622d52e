package io.tokenmarket.chaos;

import io.tokenmarket.chaos.Published.Stream;
import io.tokenmarket.schemas.Batches;
import io.tokenmarket.schemas.DeadLetter;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.ClearingJoin;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.UndecodableException;
import io.tokenmarket.topology.engine.AnsweredLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the log up to now, and all that was published of it.
 *
 * <p>The log goes on while it is read, since gates do. So the log is read first, then the engine is
 * waited for, and what was published of later entries is left out.
 */
final class PublishedReader {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> EVENTS =
      List.of(Topics.CLEARINGS, Topics.TRADES, Topics.ORDER_EVENTS);

  private final Map<String, ?> settings;
  private final RecordReader reader;
  private final ClearingJoin join = new ClearingJoin();
  private final Poison poison;
  private final Map<Integer, Long> read = new TreeMap<>();
  private final Map<String, Integer> partitions = new TreeMap<>();
  private final Map<Stream, List<SpecificRecord>> events = new LinkedHashMap<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  private PublishedReader(Map<String, ?> settings, Poison poison) {
    this.settings = settings;
    this.poison = poison;
    this.reader = new RecordReader(settings);
  }

  /**
   * @param poison what the harness wrote itself
   */
  static Published read(Map<String, ?> settings, Poison poison) throws InterruptedException {
    PublishedReader reader = new PublishedReader(settings, poison);
    Topic.forEach(settings, Topics.MARKET_LOG, reader::entry);
    reader.awaitEngine();
    EVENTS.forEach(topic -> Topic.forEach(settings, topic, reader::event));
    Topic.forEach(settings, Topics.DEAD_LETTERS, reader::deadLetter);
    return new Published(reader.partitions.keySet(), reader.events, reader.deadLetters);
  }

  private void entry(ConsumerRecord<String, byte[]> record) {
    read.put(record.partition(), record.offset());
    Integer home = partitions.putIfAbsent(record.key(), record.partition());
    if (home != null && home != record.partition()) {
      throw new BrokenPromiseException(
          "market %s stands in partitions %s and %s of the log"
              .formatted(record.key(), home, record.partition()));
    }
  }

  private void event(ConsumerRecord<String, byte[]> record) {
    if (poison.is(record)) {
      return;
    }
    join.take(decoded(record))
        .ifPresent(whole -> Batches.events(whole).forEach(event -> event(record, event)));
  }

  private void event(ConsumerRecord<String, byte[]> record, SpecificRecord event) {
    Stream stream =
        new Stream(record.topic(), record.key(), (String) ((GenericRecord) event).get("market"));
    Integer partition = partitions.get(stream.market());
    // What intake refuses never comes into the log.
    if (partition == null || position(event) <= read.get(partition)) {
      events.computeIfAbsent(stream, s -> new ArrayList<>()).add(event);
    }
  }

  private void deadLetter(ConsumerRecord<String, byte[]> record) {
    if (poison.is(record)) {
      return;
    }
    deadLetters.add((DeadLetter) decoded(record));
  }

  /** Offset of the log entry that caused the event. */
  private static long position(SpecificRecord event) {
    return (long) ((GenericRecord) event).get("logPosition");
  }

  private SpecificRecord decoded(ConsumerRecord<String, byte[]> record) {
    try {
      return reader.read(record.topic(), record.value());
    } catch (UndecodableException poison) {
      throw new BrokenPromiseException(
          "%s, partition %s, offset %s, is no record of the exchange: %s"
              .formatted(record.topic(), record.partition(), record.offset(), poison.getMessage()));
    }
  }

  /** Its events and its position in the log are committed together. */
  private void awaitEngine() throws InterruptedException {
    Patience.await(PATIENCE, "the engine to handle the log it has", this::isHandled);
  }

  private boolean isHandled() {
    Map<Integer, Long> ends = AnsweredLog.ends(settings);
    return read.entrySet().stream()
        .allMatch(last -> ends.getOrDefault(last.getKey(), 0L) > last.getValue());
  }
}
