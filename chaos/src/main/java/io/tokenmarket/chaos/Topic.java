package io.tokenmarket.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is committed of a topic. */
final class Topic {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private Topic() {}

  /** A consumer of committed records, with every partition of the topic assigned. */
  static KafkaConsumer<String, byte[]> consumer(Map<String, ?> settings, String topic) {
    return consumer(settings, List.of(topic));
  }

  /** The same of several topics. */
  static KafkaConsumer<String, byte[]> consumer(Map<String, ?> settings, List<String> topics) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("isolation.level", "read_committed");
    all.put("auto.offset.reset", "earliest");
    all.put("fetch.max.wait.ms", 50);
    all.put("enable.auto.commit", false);
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.assign(
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList());
    return consumer;
  }

  /** Everything that is committed now, each partition in its order. */
  static void forEach(
      Map<String, ?> settings, String topic, Consumer<ConsumerRecord<String, byte[]>> action) {
    try (KafkaConsumer<String, byte[]> consumer = consumer(settings, topic)) {
      List<TopicPartition> partitions = new ArrayList<>(consumer.assignment());
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.seekToBeginning(partitions);
      long began = System.nanoTime();
      while (partitions.stream().anyMatch(part -> consumer.position(part) < ends.get(part))) {
        consumer.poll(POLL).forEach(action);
        if (System.nanoTime() - began > PATIENCE.toNanos()) {
          throw new BrokenPromiseException(topic + " cannot be read to its end");
        }
      }
    }
  }
}
