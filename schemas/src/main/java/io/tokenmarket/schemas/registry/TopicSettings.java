package io.tokenmarket.schemas.registry;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How a topic is kept.
 *
 * @param kept how long its records stay; null means for ever
 * @param maxMessageBytes the largest batch the broker is asked to take where nobody says otherwise
 */
record TopicSettings(String name, String cleanup, Duration kept, int maxMessageBytes) {
  private static final String DELETE = TopicConfig.CLEANUP_POLICY_DELETE;
  private static final String COMPACT = TopicConfig.CLEANUP_POLICY_COMPACT;

  /** The broker's: a sender's clock decides nothing, neither how long its record is kept. */
  private static final String TIME = "LogAppendTime";

  private static final String UNLIMITED = "-1";

  /** Kafka's own limit, for what comes from outside. */
  private static final int INPUT = 1_048_588;

  /** More than any record but a clearing needs, and few clearings need more. */
  static final int OUTPUT = 16 << 20;

  /** Below it a dead letter may not fit; a clearing is published in parts. */
  static final int LEAST = 960 << 10;

  /** Small enough that a broker which was killed has little log to check before it starts. */
  private static final int SEGMENT_BYTES = 64 << 20;

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration FOR_EVER = null;

  static final List<TopicSettings> ALL =
      List.of(
          new TopicSettings(Topics.SUPPLY_OFFERS, DELETE, WEEK, INPUT),
          new TopicSettings(Topics.TOKEN_DEMAND, DELETE, WEEK, INPUT),
          new TopicSettings(Topics.MARKET_DEFINITIONS, COMPACT, FOR_EVER, INPUT),
          new TopicSettings(Topics.MARKET_OPERATIONS, DELETE, WEEK, INPUT),
          new TopicSettings(Topics.DELIVERIES, DELETE, WEEK, INPUT),
          new TopicSettings(Topics.MARKET_LOG, DELETE, FOR_EVER, OUTPUT),
          new TopicSettings(Topics.ORDER_EVENTS, DELETE, MONTH, OUTPUT),
          new TopicSettings(Topics.CLEARINGS, DELETE, FOR_EVER, OUTPUT),
          new TopicSettings(Topics.TRADES, DELETE, FOR_EVER, OUTPUT),
          new TopicSettings(Topics.INDICATIVE_CLEARINGS, DELETE, WEEK, OUTPUT),
          new TopicSettings(Topics.SETTLEMENTS, DELETE, FOR_EVER, OUTPUT),
          new TopicSettings(Topics.DEAD_LETTERS, DELETE, MONTH, OUTPUT));

  /**
   * With a replica to spare, a write is safe on all but one of them.
   *
   * @param most bytes that the brokers take at once
   */
  NewTopic newTopic(ExchangeName exchange, int partitions, short replication, int most) {
    Map<String, String> config = new HashMap<>();
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup);
    config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TIME);
    config.put(TopicConfig.RETENTION_MS_CONFIG, kept == null ? UNLIMITED : "" + kept.toMillis());
    config.put(TopicConfig.RETENTION_BYTES_CONFIG, UNLIMITED);
    config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "" + Math.min(maxMessageBytes, most));
    config.put(TopicConfig.SEGMENT_BYTES_CONFIG, "" + SEGMENT_BYTES);
    config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "" + Math.max(1, replication - 1));
    return new NewTopic(exchange.topic(name), partitions, replication).configs(config);
  }

  /** What a promise rests on and this topic has otherwise: the value that each setting needs. */
  Map<String, String> needed(Config found) {
    Map<String, String> needed = new TreeMap<>();
    needed.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TIME);
    needed.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup);
    if (kept == null) {
      needed.put(TopicConfig.RETENTION_MS_CONFIG, UNLIMITED);
      needed.put(TopicConfig.RETENTION_BYTES_CONFIG, UNLIMITED);
    }
    needed
        .entrySet()
        .removeIf(setting -> setting.getValue().equals(value(found, setting.getKey())));
    if (maxMessageBytes(found) < LEAST) {
      needed.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "" + LEAST);
    }
    return needed;
  }

  static int maxMessageBytes(Config found) {
    return Integer.parseInt(value(found, TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
  }

  static String value(Config found, String setting) {
    return found.get(setting).value();
  }
}
