package io.tokenmarket.sandbox.engine;

import io.tokenmarket.sandbox.EmbeddedKafka;
import io.tokenmarket.sandbox.registry.RegistryServer;
import io.tokenmarket.schemas.registry.RecordSerde;
import io.tokenmarket.schemas.registry.Setup;
import io.tokenmarket.topology.engine.Engine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker and a real registry, set up, for engines to run on. */
final class Cluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path dir;
  private final EmbeddedKafka kafka;
  private RegistryServer registry;
  private final String url;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final RecordSerde<SpecificRecord> serde;
  private final KafkaProducer<String, byte[]> producer;

  private Cluster(Path dir, int partitions) {
    this.dir = dir;
    this.kafka = EmbeddedKafka.start(dir.resolve("kafka"), 0);
    startRegistry(0);
    this.url = registry.url();
    Setup.schemas(settings());
    try (Admin admin = admin()) {
      Setup.topics(admin, partitions, (short) 1);
    }
    this.serde = new RecordSerde<>(settings());
    serde.preload();
    this.producer =
        new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer());
  }

  static Cluster start(Path dir, int partitions) {
    return new Cluster(dir, partitions);
  }

  Map<String, Object> settings() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers(), "schema.registry.url", url);
  }

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  /** An engine with a state folder of this name, closed with the cluster. */
  Engine engine(String name, Map<String, ?> further) {
    Map<String, Object> settings = new HashMap<>(settings());
    settings.put("state.dir", dir.resolve(name).toString());
    settings.putAll(further);
    Engine engine = Engine.start(settings, Clock.systemUTC());
    running.push(engine);
    return engine;
  }

  /** The same, once it runs. */
  Engine runningEngine(String name, Map<String, ?> further) throws Exception {
    Engine engine = engine(name, further);
    engine.awaitRunning(PATIENCE);
    return engine;
  }

  /** The topic from its first record on, closed with the cluster. */
  Tape tape(String topic) {
    Tape tape = new Tape(settings(), topic, serde);
    running.push(tape);
    return tape;
  }

  void send(String topic, String key, SpecificRecord command) throws Exception {
    send(topic, key, serde.serializer().serialize(topic, command));
  }

  void send(String topic, String key, byte[] value) throws Exception {
    producer.send(new ProducerRecord<>(topic, key, value)).get();
  }

  /** With the time that the sender's clock shows. */
  void send(String topic, String key, SpecificRecord command, Instant time) throws Exception {
    byte[] value = serde.serializer().serialize(topic, command);
    producer.send(new ProducerRecord<>(topic, null, time.toEpochMilli(), key, value)).get();
  }

  /** To the partition that another partitioner would choose; returns before the broker has it. */
  void send(String topic, int partition, String key, SpecificRecord command) {
    byte[] value = serde.serializer().serialize(topic, command);
    producer.send(new ProducerRecord<>(topic, partition, key, value));
  }

  /** All at once, and returns when the broker has them. */
  void sendAll(String topic, String key, List<? extends SpecificRecord> commands) {
    commands.forEach(
        command ->
            producer.send(
                new ProducerRecord<>(topic, key, serde.serializer().serialize(topic, command))));
    producer.flush();
  }

  void stopRegistry() {
    registry.close();
  }

  /** Where it was before. */
  void startRegistry() {
    startRegistry(URI.create(url).getPort());
  }

  private void startRegistry(int port) {
    registry = RegistryServer.start(dir.resolve("schemas.json"), port);
  }

  @Override
  public void close() throws Exception {
    while (!running.isEmpty()) {
      running.pop().close();
    }
    producer.close();
    registry.close();
    kafka.close();
  }
}
