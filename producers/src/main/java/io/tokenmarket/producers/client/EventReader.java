package io.tokenmarket.producers.client;

import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RegistryUnavailableException;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private static final List<String> COMMAND_TOPICS =
      List.of(Topics.SUPPLY_OFFERS, Topics.TOKEN_DEMAND, Topics.MARKET_DEFINITIONS);

  private final Consumer<String, byte[]> consumer;
  private final RecordReader records;
  private final EventDispatch dispatch;

  /**
   * @param consumer as {@link #connect} left it
   */
  EventReader(Consumer<String, byte[]> consumer, RecordReader records, EventDispatch dispatch) {
    this.consumer = consumer;
    this.records = records;
    this.dispatch = dispatch;
  }

  /**
   * Stands at the end of the events, so that the answer to whatever is sent from now on is read.
   *
   * <p>Waits until every partition of the command topics has a leader that answers: an idempotent
   * producer that is faster than a topic's first leader loses and reorders records (KAFKA-15591).
   *
   * @throws ExchangeException where a topic is missing
   */
  static void connect(Consumer<String, byte[]> consumer) {
    COMMAND_TOPICS.forEach(topic -> consumer.endOffsets(partitions(consumer, topic)));
    List<TopicPartition> events = partitions(consumer, Topics.ORDER_EVENTS);
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
      dispatch.dispatch(records.read(event.topic(), event.value()));
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
