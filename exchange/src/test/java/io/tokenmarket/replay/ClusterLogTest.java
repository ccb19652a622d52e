package io.tokenmarket.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.sandbox.EmbeddedKafka;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.Setup;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterLogTest {
  private static final String ENGINE = "token-market";

  @TempDir private Path dir;

  @Test
  void anEngineInTheMiddleOfATransactionHasHandledWhatItCommittedBefore() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir, 0)) {
      Map<String, Object> settings = settings(kafka.bootstrapServers());
      try (Admin admin = Admin.create(settings)) {
        Setup.topics(admin, 1, (short) 1);
      }
      try (var engine = engine(settings)) {
        engine.initTransactions();
        handle(engine, 1);
        engine.commitTransaction();
        handle(engine, 2);
        try (ClusterLog log = ClusterLog.open(settings)) {
          assertThat(log.handled(0)).isEqualTo(1);
        }
        engine.abortTransaction();
      }
    }
  }

  private static Map<String, Object> settings(String brokers) {
    return Map.of(
        "bootstrap.servers",
        brokers,
        "schema.registry.url",
        "http://127.0.0.1:1",
        "transactional.id",
        "engine");
  }

  private static KafkaProducer<byte[], byte[]> engine(Map<String, Object> settings) {
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Reads the log up to here and writes one more entry, in a transaction that stays open. */
  private static void handle(KafkaProducer<byte[], byte[]> engine, long position) throws Exception {
    engine.beginTransaction();
    engine.send(new ProducerRecord<>(Topics.MARKET_LOG, new byte[1], new byte[1])).get();
    engine.sendOffsetsToTransaction(
        Map.of(new TopicPartition(Topics.MARKET_LOG, 0), new OffsetAndMetadata(position)),
        new ConsumerGroupMetadata(ENGINE));
  }
}
