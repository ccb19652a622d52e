package io.tokenmarket.producers.client;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RecordSerde;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other side of a connection, without a broker: what was sent, and answers at will. */
final class Exchange {
  static final Duration TIMEOUT = Duration.ofSeconds(5);
  static final int TRIES = 3;
  private static final Map<String, Object> REGISTRY =
      Map.of("schema.registry.url", "mock://exchange", "auto.register.schemas", true);
  private static final TopicPartition EVENTS = new TopicPartition(Topics.ORDER_EVENTS, 0);
  private static final long FIRST_OFFSET = 40;

  final RecordSerde<SpecificRecord> serde = new RecordSerde<>(REGISTRY);
  final MockProducer<String, SpecificRecord> producer;
  final MockConsumer<String, byte[]> consumer = consumer();
  final ExchangeConnection connection;
  private long now;
  private long nextOffset = FIRST_OFFSET;

  private Exchange(boolean brokersAnswer, Map<String, ?> registry) {
    producer = new MockProducer<>(brokersAnswer, null, new StringSerializer(), serde.serializer());
    EventReader.connect(consumer, ExchangeName.NONE);
    connection =
        new ExchangeConnection(
            new KafkaCommandSender(ExchangeName.NONE, () -> producer, new AtOnce()),
            consumer,
            () -> consumer,
            new RecordReader(registry),
            new ResendPolicy(TIMEOUT, TRIES),
            () -> now);
  }

  static Exchange running() {
    return new Exchange(true, REGISTRY);
  }

  /** Brokers that answer a sending only when the test says so. */
  static Exchange withSlowBrokers() {
    return new Exchange(false, REGISTRY);
  }

  static Exchange withRegistry(Map<String, ?> settings) {
    return new Exchange(true, settings);
  }

  /** Topics as the set-up step makes them, with events of old times on them. */
  static MockConsumer<String, byte[]> consumer() {
    MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    for (String topic :
        Stream.concat(Topics.COMMANDS.stream(), Stream.of(Topics.ORDER_EVENTS)).toList()) {
      Node node = new Node(0, "broker", 9092);
      Node[] nodes = {node};
      consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, node, nodes, nodes)));
      consumer.updateEndOffsets(Map.of(new TopicPartition(topic, 0), FIRST_OFFSET));
    }
    return consumer;
  }

  /** Publishes an event and lets the connection read it. */
  void says(String participant, SpecificRecord event) {
    saysBytes(participant, serde.serializer().serialize(Topics.ORDER_EVENTS, event));
  }

  void saysNonsense(String participant) {
    saysBytes(participant, "nonsense".getBytes(StandardCharsets.UTF_8));
  }

  /** Whether all that was published could be read. */
  boolean saysBytes(String participant, byte[] value) {
    consumer.addRecord(
        new ConsumerRecord<>(Topics.ORDER_EVENTS, 0, nextOffset++, participant, value));
    return turn();
  }

  void passes(Duration time) {
    now += time.toNanos();
    turn();
  }

  long unread() {
    return nextOffset - consumer.position(EVENTS);
  }

  List<SpecificRecord> sent() {
    return producer.history().stream().map(record -> record.value()).toList();
  }

  private boolean turn() {
    return connection.turn(Duration.ZERO);
  }
}
