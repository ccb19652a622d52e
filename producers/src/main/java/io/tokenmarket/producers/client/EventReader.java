package io.tokenmarket.producers.client;

import io.tokenmarket.schemas.Batches;
import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RegistryUnavailableException;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the exchange's answers from the moment of connecting on. For one thread. */
final class EventReader {
  private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);

  /** Of all partitions and brokers together. */
  private static final Set<String> MEASURES =
      Set.of("consumer-metrics", "consumer-fetch-manager-metrics");

  private volatile Consumer<String, byte[]> consumer;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final RecordReader records;
  private final EventDispatch dispatch;

  /**
   * @param consumer as {@link #connect} left it
   */
  EventReader(Consumer<String, byte[]> consumer, RecordReader records, EventDispatch dispatch) {
    this.consumer = consumer;
    this.records = records;
    this.dispatch = dispatch;
    consumer.assignment().forEach(where -> positions.put(where, consumer.position(where)));
  }

  /** Goes on with another consumer where this one left off. */
  void renew(Supplier<Consumer<String, byte[]>> making) {
    Consumer<String, byte[]> fresh = making.get();
    fresh.assign(positions.keySet());
    positions.forEach(fresh::seek);
    consumer.close(CloseOptions.timeout(Duration.ZERO));
    consumer = fresh;
  }

  /** A measurement of the consumer's by this name; empty where it does not measure. */
  OptionalDouble measured(String name) {
    return consumer.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals(name))
        .filter(metric -> MEASURES.contains(metric.metricName().group()))
        .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
        .findFirst();
  }

  /** Makes {@link #read} end, now or the next time; the one method another thread may call. */
  void wakeup() {
    consumer.wakeup();
  }

  void close() {
    consumer.close();
  }

  /**
   * Stands at the end of the events, so that the answer to whatever is sent from now on is read.
   *
   * <p>Waits until every partition of the command topics has a leader that answers: an idempotent
   * producer that is faster than a topic's first leader loses and reorders records (KAFKA-15591).
   *
   * @throws ExchangeException where a topic is missing
   */
  static void connect(Consumer<String, byte[]> consumer, ExchangeName exchange) {
    Topics.COMMANDS.forEach(
        topic -> consumer.endOffsets(partitions(consumer, exchange.topic(topic))));
    List<TopicPartition> events = partitions(consumer, exchange.topic(Topics.ORDER_EVENTS));
    Map<TopicPartition, Long> ends = consumer.endOffsets(events);
    consumer.assign(events);
    ends.forEach(consumer::seek);
  }

  /**
   * Brings what has arrived to whom it concerns.
   *
   * @return false where the registry did not answer, so that some of it is to be read again
   */
  boolean read(Duration timeout) {
    ConsumerRecords<String, byte[]> batch = consumer.poll(timeout);
    boolean complete = true;
    for (TopicPartition partition : batch.partitions()) {
      complete &= dispatchAll(partition, batch.records(partition));
    }
    return complete;
  }

  private boolean dispatchAll(
      TopicPartition partition, List<ConsumerRecord<String, byte[]>> events) {
    for (ConsumerRecord<String, byte[]> event : events) {
      try {
        if (dispatch.concerns(event.key())) {
          dispatch(event);
        }
        positions.put(partition, event.offset() + 1);
      } catch (RegistryUnavailableException silent) {
        LOG.warn("the schema registry does not answer; {} is read again", event.topic(), silent);
        consumer.seek(partition, event.offset());
        return false;
      }
    }
    return true;
  }

  private void dispatch(ConsumerRecord<String, byte[]> event) {
    try {
      Batches.events(records.read(event.topic(), event.value())).forEach(dispatch::dispatch);
    } catch (UndecodableException poison) {
      LOG.error(
          "{}-{}, offset {}, is no event: {}",
          event.topic(),
          event.partition(),
          event.offset(),
          poison.getMessage());
    }
  }

  private static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo info : consumer.partitionsFor(topic)) {
      partitions.add(new TopicPartition(topic, info.partition()));
    }
    if (partitions.isEmpty()) {
      throw new ExchangeException(
          "topic " + topic + " does not exist: run `./tokenmarket topics` first", null);
    }
    return partitions;
  }
}
