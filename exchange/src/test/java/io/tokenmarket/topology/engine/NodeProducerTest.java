package io.tokenmarket.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.sandbox.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine's producer waits only when it commits; what a commit promises still holds. */
class NodeProducerTest {
  private static final int MOST_BYTES = 2_000;
  private static final int MANY = 500;
  private static final NodeClients CLIENTS = new NodeClients(Optional.of("node"));

  @TempDir static Path folder;
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.start(folder, 0);
    Map<String, String> small = Map.of("max.message.bytes", "" + MOST_BYTES);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      NewTopic topic = new NewTopic("events", 1, (short) 1);
      NewTopic other = new NewTopic("others", 1, (short) 1).configs(small);
      NewTopic unbound = new NewTopic("unbound", 1, (short) 1);
      admin.createTopics(List.of(topic, other, unbound)).all().get();
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void whatIsCommittedIsThere() {
    try (Producer<byte[], byte[]> producer = producer("1")) {
      producer.beginTransaction();
      for (int n = 0; n < MANY; n++) {
        producer.send(new ProducerRecord<>("events", new byte[] {1}));
      }
      producer.flush();
      producer.commitTransaction();
    }
    assertThat(committed("events")).isEqualTo(MANY);
  }

  @Test
  void nothingIsCommittedWhereARecordWasRefused() {
    int before = committed("events");
    try (Producer<byte[], byte[]> producer = producer("2")) {
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("events", new byte[] {1}));
      producer.send(new ProducerRecord<>("others", new byte[2 * MOST_BYTES]));
      producer.flush();
      assertThatThrownBy(producer::commitTransaction).isInstanceOf(RecordTooLargeException.class);
      producer.abortTransaction();
    }
    assertThat(committed("events")).isEqualTo(before);
  }

  /** Kafka Streams commits its offsets behind the flush then, and nothing else waits. */
  @Test
  void withoutTransactionsAFlushWaits() {
    Map<String, Object> slow =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 60_000);
    try (Producer<byte[], byte[]> producer = CLIENTS.getProducer(slow)) {
      Future<?> sent = producer.send(new ProducerRecord<>("unbound", new byte[] {1}));
      producer.flush();
      assertThat(sent.isDone()).isTrue();
    }
  }

  private static Producer<byte[], byte[]> producer(String thread) {
    Producer<byte[], byte[]> producer =
        CLIENTS.getProducer(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "transactional.id",
                "application-" + thread));
    producer.initTransactions();
    return producer;
  }

  private static int committed(String topic) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      int found = 0;
      while (consumer.position(partition) < end) {
        found += consumer.poll(Duration.ofMillis(100)).count();
      }
      return found;
    }
  }
}
