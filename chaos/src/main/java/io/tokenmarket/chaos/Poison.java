package io.tokenmarket.chaos;

import io.tokenmarket.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes where only the exchange writes what is no record, and what looks like one of the
 * exchange's, and knows where it is.
 */
final class Poison {
  private static final List<String> TOPICS =
      List.of(
          Topics.MARKET_LOG,
          Topics.ORDER_EVENTS,
          Topics.CLEARINGS,
          Topics.TRADES,
          Topics.INDICATIVE_CLEARINGS,
          Topics.SETTLEMENTS,
          Topics.DEAD_LETTERS);

  private record Place(TopicPartition partition, long offset) {}

  private final Map<String, Object> settings;
  private final List<String> keys;
  private final Set<Place> written = new HashSet<>();

  /**
   * @param keys such as the exchange writes under
   */
  Poison(Map<String, ?> settings, List<String> keys) {
    this.settings = new HashMap<>(settings);
    this.settings.put("acks", "all");
    this.keys = keys;
  }

  /** How much there is, in all. */
  int written() {
    return written.size();
  }

  /** How much of it is on this topic. */
  long written(String topic) {
    return written.stream().filter(place -> place.partition().topic().equals(topic)).count();
  }

  /** Where it is on this topic. */
  Set<String> places(String topic) {
    return written.stream()
        .filter(place -> place.partition().topic().equals(topic))
        .map(place -> Garbage.place(topic, place.partition().partition(), place.offset()))
        .collect(Collectors.toSet());
  }

  void write() throws InterruptedException {
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (String topic : TOPICS) {
        for (byte[] value : values()) {
          String key = keys.get(written.size() % keys.size());
          write(producer, new ProducerRecord<>(topic, key, value));
        }
      }
      for (ProducerRecord<String, byte[]> forged : Forgery.of(settings, this::is)) {
        write(producer, forged);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("poison cannot be written", e.getCause());
    }
  }

  private void write(KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> record)
      throws InterruptedException, ExecutionException {
    RecordMetadata where = producer.send(record).get();
    written.add(new Place(new TopicPartition(where.topic(), where.partition()), where.offset()));
  }

  /** Text, nothing, nothing at all, and a record of a schema nobody has. */
  private static List<byte[]> values() {
    List<byte[]> values = new ArrayList<>();
    values.add("hello".getBytes(StandardCharsets.UTF_8));
    values.add(new byte[0]);
    values.add(null);
    values.add(new byte[] {0, 127, 1, 2, 3, 4, 5});
    return values;
  }

  /** Whether this is some of it. */
  boolean is(ConsumerRecord<?, ?> record) {
    return written.contains(
        new Place(new TopicPartition(record.topic(), record.partition()), record.offset()));
  }
}
