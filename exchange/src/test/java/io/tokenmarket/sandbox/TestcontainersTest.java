package io.tokenmarket.sandbox;

import java.nio.file.Path;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** On the broker as the Kafka project ships it; skipped where no Docker engine answers. */
@Testcontainers(disabledWithoutDocker = true)
class TestcontainersTest extends ExchangePromises {
  @Container
  private static final KafkaContainer KAFKA =
      new KafkaContainer("apache/kafka:4.3.1").withEnv("KAFKA_MESSAGE_MAX_BYTES", "16777216");

  @Override
  String bootstrapServers(Path dir) {
    return KAFKA.getBootstrapServers();
  }
}
