package io.tokenmarket.producers.client;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What a connection asks of Kafka's clients beside what the user gives. */
final class ClientSettings {
  private ClientSettings() {}

  /** No duplicates and no loss between us and the topic, whatever the user says. */
  static Map<String, Object> producer(Map<String, ?> given) {
    Map<String, Object> settings = new HashMap<>(given);
    settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    return settings;
  }

  /** Only what is committed, in no group; one slow partition does not hold up the others. */
  static Map<String, Object> consumer(Map<String, ?> given) {
    Map<String, Object> settings = new HashMap<>(given);
    settings.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
    settings.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
    settings.putIfAbsent(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return settings;
  }
}
