package io.tokenmarket.sandbox;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The rules a market has, whoever opened it: its calendar begins once, and no scenario knows when.
 * They are read once from the topic of definitions.
 */
public final class StandingRules {
  /** Before the first gate, for the first commands to arrive. */
  static final Duration LEAD = Duration.ofMillis(700);

  private final KafkaConsumer<String, byte[]> consumer;
  private final RecordReader reader;
  private final MarketDefinition wanted;
  private MarketDefinition latest;

  private StandingRules(
      KafkaConsumer<String, byte[]> consumer, RecordReader reader, MarketDefinition wanted) {
    this.consumer = consumer;
    this.reader = reader;
    this.wanted = wanted;
  }

  /**
   * What was sent last to define a market, empty where nothing was. A stranger may send as well:
   * what the operator sent goes before it.
   *
   * @param wanted names market and operator
   */
  public static Optional<MarketDefinition> of(Map<String, ?> settings, MarketDefinition wanted) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            new HashMap<>(settings), new StringDeserializer(), new ByteArrayDeserializer())) {
      StandingRules rules = new StandingRules(consumer, new RecordReader(settings), wanted);
      rules.readAll(ExchangeName.of(settings).topic(Topics.MARKET_DEFINITIONS));
      return Optional.ofNullable(rules.latest);
    }
  }

  /**
   * The same rules for a market that is opened now, with time to send the first commands.
   *
   * @param lead how long that takes here
   */
  public static MarketDefinition opening(MarketDefinition rules, Duration lead) {
    Instant origin = Instant.now().plus(lead).plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
    return MarketDefinition.newBuilder(rules).setOrigin(origin).build();
  }

  /** The same rules for the market that is there: what no change may touch stays. */
  public static MarketDefinition continuing(MarketDefinition rules, MarketDefinition standing) {
    return MarketDefinition.newBuilder(rules)
        .setOrigin(standing.getOrigin())
        .setRulebook(standing.getRulebook())
        .build();
  }

  private void readAll(String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
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
      if (wanted.getMarket().equals(record.key())
          && reader.read(record.topic(), record.value()) instanceof MarketDefinition definition
          && (latest == null || definition.getParticipant().equals(wanted.getParticipant()))) {
        latest = definition;
      }
    } catch (UndecodableException poison) {
      // It is on dead-letters already, with its cause.
      return;
    }
  }
}
