package io.tokenmarket.sandbox;

import io.tokenmarket.schemas.registry.RecordSerde;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What a topic says of a market, in order, each record as soon as it is committed.
 *
 * @param <T> the one kind of record on the topic
 */
final class MarketFeed<T extends SpecificRecord> implements AutoCloseable {
  private final KafkaConsumer<String, T> consumer;
  private final String market;

  private MarketFeed(KafkaConsumer<String, T> consumer, String market) {
    this.consumer = consumer;
    this.market = market;
  }

  /**
   * Opens a feed of what is published from now on.
   *
   * @param settings {@code bootstrap.servers}, {@code schema.registry.url} and whatever else the
   *     clients take
   */
  static <T extends SpecificRecord> MarketFeed<T> open(
      Map<String, ?> settings, String topic, String market) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("isolation.level", "read_committed");
    // A record is committed between two polls more often than not.
    all.put("fetch.max.wait.ms", 50);
    KafkaConsumer<String, T> consumer =
        new KafkaConsumer<>(all, new StringDeserializer(), new RecordSerde<T>(all).deserializer());
    seekToEnd(consumer, topic);
    return new MarketFeed<>(consumer, market);
  }

  private static void seekToEnd(KafkaConsumer<?, ?> consumer, String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // Asking is what fixes the end: it would move until the first poll.
    partitions.forEach(consumer::position);
  }

  /** What was published since the last call; waits so long for the first. */
  List<T> poll(Duration patience) {
    List<T> records = new ArrayList<>();
    consumer
        .poll(patience)
        .forEach(
            record -> {
              if (market.equals(record.key())) {
                records.add(record.value());
              }
            });
    return records;
  }

  /**
   * Makes a call of {@link #poll} that waits, or else the next one, throw {@link WakeupException};
   * the one method another thread may call.
   */
  void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
