package io.tokenmarket.bench.live;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is committed on a few topics from now on, with a thread of its own. */
public final class Committed implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long LOOK_MILLIS = 5;

  private final KafkaConsumer<String, byte[]> consumer;
  private final Consumer<ConsumerRecord<String, byte[]>> each;
  private final Thread thread = new Thread(this::read, "bench-committed");
  private volatile RuntimeException failure;

  private Committed(
      KafkaConsumer<String, byte[]> consumer, Consumer<ConsumerRecord<String, byte[]>> each) {
    this.consumer = consumer;
    this.each = each;
  }

  /** Returns once everything committed from now on will be told. */
  public static Committed read(
      Map<String, ?> settings,
      Collection<String> topics,
      Consumer<ConsumerRecord<String, byte[]>> each) {
    KafkaConsumer<String, byte[]> consumer = consumer(settings);
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    Committed committed = new Committed(consumer, each);
    committed.thread.setDaemon(true);
    committed.thread.start();
    return committed;
  }

  /** As it is read everywhere here. */
  static KafkaConsumer<String, byte[]> consumer(Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("isolation.level", "read_committed");
    all.put("enable.auto.commit", false);
    all.put("max.poll.records", 5_000);
    all.put("fetch.max.wait.ms", 50);
    return new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private void read() {
    try (consumer) {
      while (true) {
        consumer.poll(POLL).forEach(each);
      }
    } catch (WakeupException closing) {
      return;
    } catch (RuntimeException broken) {
      failure = broken;
    }
  }

  /**
   * Waits for something that the reading brings about.
   *
   * @return whether it came true in time
   */
  public boolean await(Duration patience, BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (failure != null) {
        throw failure;
      }
      if (System.nanoTime() > until) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return true;
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
