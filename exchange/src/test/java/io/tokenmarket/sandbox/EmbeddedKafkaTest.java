package io.tokenmarket.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedKafkaTest {
  private static final String TOPIC = "kept";

  @TempDir Path dir;

  @Test
  void whatWasAcknowledgedIsThereAfterARestart() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir, 0)) {
      createTopic(kafka, 1);
      produce(kafka, "first");
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir, 0)) {
      produce(kafka, "second");

      assertThat(consume(kafka, 2)).containsExactly("first", "second");
    }
  }

  @Test
  void threeNodesKeepThreeCopies() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir, 3, 0)) {
      createTopic(kafka, 3);
      produce(kafka, "first");

      assertThat(kafka.bootstrapServers().split(",")).hasSize(3);
      assertThat(consume(kafka, 1)).containsExactly("first");
    }
  }

  @Test
  void aTakenPortIsNamed() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir.resolve("a"), 0)) {
      int port = Integer.parseInt(kafka.bootstrapServers().split(":")[1]);

      assertThatThrownBy(() -> EmbeddedKafka.start(dir.resolve("b"), port))
          .hasMessageContaining(String.valueOf(port));
    }
  }

  private static void createTopic(EmbeddedKafka kafka, int copies)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(client(kafka))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) copies))).all().get();
    }
  }

  /** One record at a time, so that a fresh topic's leader cannot reorder. */
  private static void produce(EmbeddedKafka kafka, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(client(kafka), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, value)).get();
    }
  }

  private static List<String> consume(EmbeddedKafka kafka, int count) {
    try (var consumer =
        new KafkaConsumer<>(client(kafka), new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<String> values = new ArrayList<>();
      while (values.size() < count) {
        for (ConsumerRecord<String, String> read : consumer.poll(Duration.ofMillis(100))) {
          values.add(read.value());
        }
      }
      return values;
    }
  }

  private static Map<String, Object> client(EmbeddedKafka kafka) {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }
}
