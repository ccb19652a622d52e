package io.tokenmarket.bench.live;

import io.tokenmarket.schemas.Topics;
import io.tokenmarket.topology.engine.EngineConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What Kafka does with the same topic where nothing is asked of it: read it, or pass it on exactly
 * once, with the settings of the engine.
 */
final class PassThrough {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String PASSED = "passed";

  private final Rig rig;
  private final Map<String, String> config;
  private final long records;
  private int pass;

  PassThrough(Rig rig, Setting setting) throws Exception {
    this.rig = rig;
    this.config = setting.config();
    this.records = setting.commands();
    try (Admin admin = Admin.create(rig.settings())) {
      NewTopic topic = new NewTopic(PASSED, Optional.of(setting.partitions()), Optional.empty());
      admin.createTopics(List.of(topic.configs(Map.of("segment.bytes", "67108864")))).all().get();
    }
  }

  /** The topic read by one consumer. */
  Window plain() {
    Window window = new Window();
    try (KafkaConsumer<String, byte[]> consumer = Committed.consumer(rig.settings())) {
      List<TopicPartition> all =
          consumer.partitionsFor(Topics.TOKEN_DEMAND).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long read = 0;
      while (read < records) {
        ConsumerRecords<String, byte[]> batch = consumer.poll(POLL);
        if (!batch.isEmpty()) {
          window.begin();
        }
        read += batch.count();
      }
      window.answered();
      window.end();
    }
    return window;
  }

  /** The topic passed on by a topology that does nothing else. */
  Window exactlyOnce() throws Exception {
    Window window = new Window();
    AtomicLong passed = new AtomicLong();
    Map<String, Object> settings = new HashMap<>(rig.settings(PASSED));
    settings.put("application.id", PASSED + "-" + pass++);
    settings.putAll(config);
    try (Committed committed =
            Committed.read(
                rig.settings(), List.of(PASSED), record -> passed.lazySet(passed.getPlain() + 1));
        KafkaStreams streams =
            new KafkaStreams(topology(window), EngineConfig.of(settings).streams())) {
      streams.start();
      if (!committed.await(PATIENCE, () -> passed.get() >= records)) {
        throw new IllegalStateException("passed on " + passed + " of " + records);
      }
      window.answered();
      window.end();
    }
    return window;
  }

  private static Topology topology(Window window) {
    return new Topology()
        .addSource(
            org.apache.kafka.streams.AutoOffsetReset.earliest(),
            "source",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            Topics.TOKEN_DEMAND)
        .addProcessor("pass", () -> new Pass(window), "source")
        .addSink("sink", PASSED, new ByteArraySerializer(), new ByteArraySerializer(), "pass");
  }

  private static final class Pass extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
    private final Window window;

    Pass(Window window) {
      this.window = window;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      window.begin();
      context().forward(record);
    }
  }
}
