package io.tokenmarket.topology.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tokenmarket.threads.OwnThreads;
import io.tokenmarket.topology.cluster.BrokerTimes.Reading;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once a second, on a topic that the nodes share, that this node runs, so that no other takes
 * its name; what the brokers answer is their time. The topic has a partition for each broker that
 * there was when it was made.
 */
public final class Pulse implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
  static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(100);

  /** Who lives has said so twice by then. */
  private static final int BEATS = 3;

  private static final Duration CLOSE = Duration.ofSeconds(1);
  private static final Map<String, String> TOPIC =
      Map.of(
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          "LogAppendTime",
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.RETENTION_MS_CONFIG,
          "" + Duration.ofHours(1).toMillis(),
          TopicConfig.SEGMENT_MS_CONFIG,
          "" + Duration.ofHours(1).toMillis());

  /** A pulse that is late is worth nothing, and nobody waits for it. */
  private static final Map<String, Object> QUICK =
      Map.of(
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false,
          ProducerConfig.ACKS_CONFIG, "1",
          ProducerConfig.RETRIES_CONFIG, 0,
          ProducerConfig.LINGER_MS_CONFIG, 0,
          ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2_000);

  private final Map<String, Object> admin;
  private final Map<String, Object> settings;
  private final Map<String, Object> hearing;
  private final String topic;
  private final byte[] node;
  private final byte[] process = UUID.randomUUID().toString().getBytes(UTF_8);
  private final BrokerTimes times = new BrokerTimes();
  private final CompletableFuture<Void> first = new CompletableFuture<>();
  private final ScheduledExecutorService thread = OwnThreads.scheduler("node-pulse");
  private Producer<byte[], byte[]> producer;

  /**
   * @param admin settings of an admin client
   * @param producer settings of a producer
   * @param consumer settings of a consumer
   * @param topic made where it is missing
   * @param node the node's name
   */
  public Pulse(
      Map<String, Object> admin,
      Map<String, Object> producer,
      Map<String, Object> consumer,
      String topic,
      String node) {
    this.hearing = new HashMap<>(consumer);
    this.hearing.put("key.deserializer", ByteArrayDeserializer.class);
    this.hearing.put("value.deserializer", ByteArrayDeserializer.class);
    this.hearing.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    this.admin = admin;
    this.settings = new HashMap<>(producer);
    this.settings.keySet().removeIf(name -> name.startsWith("transaction"));
    this.settings.putAll(QUICK);
    this.topic = topic;
    this.node = node.getBytes(UTF_8);
  }

  /** Begins, with a thread of its own. */
  public void start() {
    thread.scheduleAtFixedRate(this::beat, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The clock, as far as it agrees with what the brokers say from now on. */
  public CheckedClock check(Clock clock, Duration tolerance) {
    return new CheckedClock(clock, times, tolerance);
  }

  /**
   * Waits until a broker has said its time.
   *
   * @throws TimeoutException where that takes longer than this
   */
  public void awaitFirst(Duration patience) throws InterruptedException, TimeoutException {
    try {
      first.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Whether another process says that it is this node, by all that is heard in the time of some
   * beats.
   */
  public boolean hasTwin() {
    try (KafkaConsumer<byte[], byte[]> ears = new KafkaConsumer<>(hearing)) {
      List<TopicPartition> all =
          ears.listTopics().getOrDefault(topic, List.of()).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      ears.assign(all);
      ears.seekToEnd(all);
      all.forEach(ears::position);
      long end = System.nanoTime() + PERIOD.multipliedBy(BEATS).toNanos();
      while (!all.isEmpty() && System.nanoTime() < end) {
        for (ConsumerRecord<byte[], byte[]> beat : ears.poll(POLL)) {
          if (Arrays.equals(beat.key(), node) && !Arrays.equals(beat.value(), process)) {
            return true;
          }
        }
      }
      return false;
    }
  }

  private void beat() {
    try {
      List<PartitionInfo> partitions = producer().partitionsFor(topic);
      partitions.forEach(info -> beat(info.partition()));
    } catch (KafkaException away) {
      LOG.debug("No pulse", away);
      times.silent(away.getMessage());
      again();
    }
  }

  private void beat(int partition) {
    long asked = System.nanoTime();
    producer.send(
        new ProducerRecord<>(topic, partition, node, process),
        (where, failure) -> {
          if (failure != null) {
            times.silent(failure.getMessage());
          } else if (where.hasTimestamp()) {
            times.note(partition, new Reading(where.timestamp(), asked, System.nanoTime()));
            first.complete(null);
          }
        });
  }

  /** Made when the topic is there; anew after a failure, which may be its last. */
  private Producer<byte[], byte[]> producer() {
    if (producer == null) {
      makeTopic();
      producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  private void again() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private void makeTopic() {
    try (Admin cluster = Admin.create(admin)) {
      int brokers = Math.max(1, cluster.describeCluster().nodes().get().size());
      NewTopic wanted = new NewTopic(topic, Optional.of(brokers), Optional.empty()).configs(TOPIC);
      cluster.createTopics(List.of(wanted)).all().get();
    } catch (ExecutionException refused) {
      if (!(refused.getCause() instanceof TopicExistsException)) {
        throw new KafkaException(refused.getCause());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new KafkaException(stopped);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (thread.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
        again();
      } else {
        LOG.warn("The pulse did not end within {}", CLOSE);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
