package io.tokenmarket.sandbox;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.registry.ClearingJoin;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a topic says of a market, in order, each record as soon as it is committed.
 *
 * @param <T> the one kind of record on the topic
 */
final class MarketFeed<T extends SpecificRecord> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MarketFeed.class);

  private final KafkaConsumer<String, byte[]> consumer;
  private final RecordReader reader;
  private final Class<T> kind;
  private final String market;
  private final ClearingJoin join = new ClearingJoin();

  private MarketFeed(
      KafkaConsumer<String, byte[]> consumer, RecordReader reader, Class<T> kind, String market) {
    this.consumer = consumer;
    this.reader = reader;
    this.kind = kind;
    this.market = market;
  }

  /**
   * Opens a feed of what is published from now on.
   *
   * @param settings {@code bootstrap.servers}, {@code schema.registry.url} and whatever else the
   *     clients take
   */
  static <T extends SpecificRecord> MarketFeed<T> open(
      Map<String, ?> settings, String topic, Class<T> kind, String market) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("isolation.level", "read_committed");
    // A record is committed between two polls more often than not.
    all.put("fetch.max.wait.ms", 50);
    RecordReader reader = new RecordReader(all);
    reader.preload();
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
    seekToEnd(consumer, ExchangeName.of(settings).topic(topic));
    return new MarketFeed<>(consumer, reader, kind, market);
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
    for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
      if (market.equals(record.key())) {
        read(record).ifPresent(records::add);
      }
    }
    return records;
  }

  /** What somebody else wrote there is passed over. */
  private Optional<T> read(ConsumerRecord<String, byte[]> record) {
    try {
      return join.take(reader.read(record.topic(), record.value()))
          .filter(kind::isInstance)
          .map(kind::cast);
    } catch (UndecodableException unreadable) {
      LOG.warn(
          "{}, partition {}, offset {}, cannot be read and is passed over: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          unreadable.getMessage());
      return Optional.empty();
    }
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
