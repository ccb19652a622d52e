package io.tokenmarket.sandbox;

import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The definitions that were sent to a cluster, read once from its topic. */
final class StandingRules {
  private final KafkaConsumer<String, byte[]> consumer;
  private final RecordReader reader;
  private final String market;
  private MarketDefinition latest;

  private StandingRules(
      KafkaConsumer<String, byte[]> consumer, RecordReader reader, String market) {
    this.consumer = consumer;
    this.reader = reader;
    this.market = market;
  }

  /** The latest definition sent for the market, empty where there was none. */
  static Optional<MarketDefinition> of(Map<String, ?> settings, String market) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            new HashMap<>(settings), new StringDeserializer(), new ByteArrayDeserializer())) {
      StandingRules rules = new StandingRules(consumer, new RecordReader(settings), market);
      rules.readAll();
      return Optional.ofNullable(rules.latest);
    }
  }

  private void readAll() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.MARKET_DEFINITIONS).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    while (partitions.stream().anyMatch(part -> consumer.position(part) < ends.get(part))) {
      consumer.poll(Duration.ofMillis(100)).forEach(this::take);
    }
  }

  /** What is no definition is the exchange's to complain of. */
  private void take(ConsumerRecord<String, byte[]> record) {
    try {
      if (market.equals(record.key())
          && reader.read(record.topic(), record.value()) instanceof MarketDefinition definition) {
        latest = definition;
      }
    } catch (UndecodableException poison) {
      // It stands on dead-letters already, with its cause.
      return;
    }
  }
}
