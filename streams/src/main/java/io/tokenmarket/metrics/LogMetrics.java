package io.tokenmarket.metrics;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the market log is readable, and how far the engine has read it: asked of the cluster at
 * each scrape, so that it is known of every partition, its owner dead or alive.
 */
final class LogMetrics implements Source, AutoCloseable {
  private static final long PATIENCE_SECONDS = 2;

  private final Map<String, Object> settings;
  private final String topic;
  private final String group;
  private Admin admin;

  /**
   * @param settings of the cluster
   * @param group under which the engine commits what it has read
   */
  LogMetrics(Map<String, ?> settings, String group) {
    this.settings =
        settings.entrySet().stream()
            .filter(setting -> AdminClientConfig.configNames().contains(setting.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    this.topic = ExchangeName.of(settings).topic(Topics.MARKET_LOG);
    this.group = group;
  }

  @Override
  public void read(Samples samples) {
    boolean reachable = isRead(samples);
    samples.gauge("tokenmarket_cluster_reachable", "1 if the brokers answered", reachable ? 1 : 0);
  }

  /** Made when first asked: the start of the engine does not wait for it. */
  private synchronized Admin admin() {
    if (admin == null) {
      admin = Admin.create(settings);
    }
    return admin;
  }

  private boolean isRead(Samples samples) {
    try {
      List<TopicPartition> partitions = partitions();
      Map<TopicPartition, Long> ends = ends(partitions, IsolationLevel.READ_UNCOMMITTED);
      Map<TopicPartition, Long> stable = ends(partitions, IsolationLevel.READ_COMMITTED);
      Map<TopicPartition, OffsetAndMetadata> read =
          answer(admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
      partitions.forEach(p -> lags(p, ends.get(p), stable.get(p), read.get(p), samples));
      return true;
    } catch (ExecutionException | TimeoutException noAnswer) {
      return false;
    }
  }

  /** Asked one after the other, so what is written in between may make the first look behind. */
  private static void lags(
      TopicPartition where, long end, long stable, OffsetAndMetadata read, Samples samples) {
    String partition = Integer.toString(where.partition());
    samples.gauge(
        "tokenmarket_log_stable_lag_records",
        "Records of the market log behind its last stable offset",
        Math.max(0, end - stable),
        "partition",
        partition);
    samples.gauge(
        "tokenmarket_log_stable_offset",
        "Last stable offset of the market log",
        stable,
        "partition",
        partition);
    samples.gauge(
        "tokenmarket_engine_lag_records",
        "Stable records of the market log the engine has not committed as read",
        Math.max(0, stable - (read == null ? 0 : read.offset())),
        "partition",
        partition);
  }

  private List<TopicPartition> partitions() throws ExecutionException, TimeoutException {
    return answer(admin().describeTopics(List.of(topic)).allTopicNames())
        .get(topic)
        .partitions()
        .stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private Map<TopicPartition, Long> ends(List<TopicPartition> partitions, IsolationLevel level)
      throws ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> latest =
        partitions.stream()
            .collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> found =
        answer(admin().listOffsets(latest, new ListOffsetsOptions(level)).all());
    return partitions.stream()
        .collect(Collectors.toMap(Function.identity(), p -> found.get(p).offset()));
  }

  private static <T> T answer(KafkaFuture<T> asked) throws ExecutionException, TimeoutException {
    try {
      return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("interrupted");
    }
  }

  /** Waits for nothing that is still asked. */
  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }
}
