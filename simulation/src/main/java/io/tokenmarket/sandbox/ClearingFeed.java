package io.tokenmarket.sandbox;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordSerde;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The clearings of a market, in order, each as soon as it is committed. */
public final class ClearingFeed implements AutoCloseable {
  private final KafkaConsumer<String, Clearing> consumer;
  private final String market;

  private ClearingFeed(KafkaConsumer<String, Clearing> consumer, String market) {
    this.consumer = consumer;
    this.market = market;
  }

  /**
   * Opens a feed of what is cleared from now on.
   *
   * @param settings {@code bootstrap.servers}, {@code schema.registry.url} and whatever else the
   *     clients take
   */
  public static ClearingFeed open(Map<String, ?> settings, String market) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("isolation.level", "read_committed");
    // A clearing is committed between two polls more often than not.
    all.put("fetch.max.wait.ms", 50);
    KafkaConsumer<String, Clearing> consumer =
        new KafkaConsumer<>(
            all, new StringDeserializer(), new RecordSerde<Clearing>(all).deserializer());
    seekToEnd(consumer);
    return new ClearingFeed(consumer, market);
  }

  private static void seekToEnd(KafkaConsumer<String, Clearing> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.CLEARINGS).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // Asking is what fixes the end: it would move until the first poll.
    partitions.forEach(consumer::position);
  }

  /** What was cleared since the last call; waits so long for the first. */
  public List<Clearing> poll(Duration patience) {
    List<Clearing> clearings = new ArrayList<>();
    consumer
        .poll(patience)
        .forEach(
            record -> {
              if (market.equals(record.key())) {
                clearings.add(record.value());
              }
            });
    return clearings;
  }

  /**
   * Makes a call of {@link #poll} that waits, or else the next one, throw {@link WakeupException};
   * the one method another thread may call.
   */
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
