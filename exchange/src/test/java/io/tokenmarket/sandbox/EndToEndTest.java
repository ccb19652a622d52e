package io.tokenmarket.sandbox;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;

/** On the broker in this JVM. */
class EndToEndTest extends ExchangePromises {
  private EmbeddedKafka kafka;

  @Override
  String bootstrapServers(Path dir) {
    kafka = EmbeddedKafka.start(dir.resolve("kafka"), 0);
    return kafka.bootstrapServers();
  }

  @AfterAll
  @Override
  void stopExchange() {
    super.stopExchange();
    kafka.close();
  }
}
