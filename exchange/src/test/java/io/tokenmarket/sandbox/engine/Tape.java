package io.tokenmarket.sandbox.engine;

import io.tokenmarket.schemas.registry.RecordSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is committed on a topic, read from its first record on. */
final class Tape implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(50);

  private final String topic;
  private final KafkaConsumer<String, SpecificRecord> consumer;
  private final List<ConsumerRecord<String, SpecificRecord>> records = new ArrayList<>();
  private final List<SpecificRecord> read = new ArrayList<>();

  Tape(Map<String, Object> settings, String topic, RecordSerde<SpecificRecord> serde) {
    this.topic = topic;
    Map<String, Object> config = new HashMap<>(settings);
    config.put("isolation.level", "read_committed");
    this.consumer = new KafkaConsumer<>(config, new StringDeserializer(), serde.deserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads on until what was read satisfies this. */
  List<SpecificRecord> await(String what, Predicate<List<SpecificRecord>> enough) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!enough.test(read)) {
      if (Instant.now().isAfter(deadline)) {
        List<SpecificRecord> last = read.subList(Math.max(0, read.size() - 5), read.size());
        throw new AssertionError(
            "no " + what + " on " + topic + "; " + read.size() + " records, the last " + last);
      }
      poll();
    }
    return List.copyOf(read);
  }

  /** What was read when it has been read on for so long. */
  List<SpecificRecord> after(Duration time) {
    Instant end = Instant.now().plus(time);
    while (Instant.now().isBefore(end)) {
      poll();
    }
    return List.copyOf(read);
  }

  /** The same as records, of which there must be some. */
  List<ConsumerRecord<String, SpecificRecord>> records(Duration time) {
    await("record", found -> !found.isEmpty());
    after(time);
    return List.copyOf(records);
  }

  private void poll() {
    consumer
        .poll(POLL)
        .forEach(
            record -> {
              records.add(record);
              read.add(record.value());
            });
  }

  @Override
  public void close() {
    consumer.close();
  }
}
