package io.tokenmarket.replay;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.topology.engine.AnsweredLog;
import io.tokenmarket.topology.engine.EngineConfig;
import io.tokenmarket.topology.engine.WrittenSchemas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The record that a cluster holds, while the exchange goes on.
 *
 * <p>The order of the questions makes the ends fit: first how far the engine has committed, so that
 * the answers to that are before the ends asked for next; last the ends of the market log, so that
 * the causes of all that was published do. Ends are those of what is written, committed or not: a
 * reader of committed records gets there once the transactions of that moment are over.
 */
public final class ClusterLog implements LogSource {
  private final ExchangeName exchange;
  private final Map<String, Object> settings;
  private final Decoder decoder;
  private final Map<TopicPartition, OffsetAndMetadata> handled;
  private final Map<Integer, Long> answered;
  private final List<KeptViews> views;
  private final Map<String, Integer> partitions = new HashMap<>();
  private final Map<TopicPartition, Long> begins = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final List<ClusterStream> opened = new ArrayList<>();

  private ClusterLog(Map<String, ?> settings) {
    this.exchange = ExchangeName.of(settings);
    this.settings = consumer(settings);
    this.decoder = new Decoder(settings);
    this.handled = committed(settings);
    this.answered = AnsweredLog.ends(settings);
    this.views = findEnds();
  }

  /**
   * The record as of now.
   *
   * @param settings {@code bootstrap.servers}, {@code schema.registry.url} and whatever else the
   *     clients take
   * @throws LogException where the cluster has no market log, or does not answer
   * @throws io.tokenmarket.schemas.registry.SetupException where the registry is not the one that
   *     the log was written with
   */
  public static ClusterLog open(Map<String, ?> settings) {
    try {
      WrittenSchemas.require(settings);
      return new ClusterLog(settings);
    } catch (KafkaException failure) {
      throw new LogException(
          "The cluster does not tell where its topics end (%s); check the brokers and try again."
              .formatted(failure.getMessage()),
          failure);
    }
  }

  private static Map<String, Object> consumer(Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("isolation.level", "read_committed");
    all.put("allow.auto.create.topics", false);
    all.put("enable.auto.commit", false);
    all.put("auto.offset.reset", "none");
    all.put("max.poll.records", 5_000);
    all.put("max.partition.fetch.bytes", 4 << 20);
    return all;
  }

  /**
   * What is committed, whatever transaction is under way: asked for stable offsets, the client
   * leaves out the partitions of such transactions, as if nothing had ever been committed of them.
   */
  private static Map<TopicPartition, OffsetAndMetadata> committed(Map<String, ?> settings) {
    String group = EngineConfig.of(settings).applicationId();
    try (Admin admin = Admin.create(new HashMap<>(settings))) {
      return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Map.of();
      }
      throw new KafkaException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  private List<KeptViews> findEnds() {
    try (KafkaConsumer<byte[], byte[]> asking = newConsumer("read_uncommitted")) {
      Map<String, List<PartitionInfo>> topics = topics(asking);
      if (!topics.containsKey(Topics.MARKET_LOG)) {
        throw new LogException(
            "The cluster has no topic %s; name the cluster, and with --exchange the name, of an exchange."
                .formatted(exchange.topic(Topics.MARKET_LOG)));
      }
      List<KeptViews> found = KeptViews.among(topics.keySet());
      List<String> known = new ArrayList<>(Recorded.topics(found));
      Collections.reverse(known);
      known.forEach(topic -> findEnds(asking, topic, topics.getOrDefault(topic, List.of())));
      return found;
    }
  }

  /** Those of this exchange, as the protocol names them. */
  private Map<String, List<PartitionInfo>> topics(KafkaConsumer<byte[], byte[]> asking) {
    Map<String, List<PartitionInfo>> own = new HashMap<>();
    asking
        .listTopics()
        .forEach(
            (topic, found) -> {
              if (exchange.owns(topic)) {
                own.put(exchange.logical(topic), found);
              }
            });
    return own;
  }

  private void findEnds(
      KafkaConsumer<byte[], byte[]> asking, String topic, List<PartitionInfo> found) {
    List<TopicPartition> all =
        found.stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    partitions.put(topic, all.size());
    begins.putAll(asking.beginningOffsets(all));
    ends.putAll(asking.endOffsets(all));
  }

  private KafkaConsumer<byte[], byte[]> newConsumer(String isolation) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("isolation.level", isolation);
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public List<KeptViews> views() {
    return views;
  }

  @Override
  public int partitions(String topic) {
    return partitions.get(topic);
  }

  @Override
  public RecordStream open(String topic, int partition) {
    TopicPartition where = new TopicPartition(exchange.topic(topic), partition);
    ClusterStream stream =
        new ClusterStream(
            newConsumer("read_committed"), decoder, where, begins.get(where), ends.get(where));
    opened.add(stream);
    return WholeClearings.of(topic, stream);
  }

  /** An engine that left no offset, or none any more, is taken to have answered everything. */
  @Override
  public long handled(int partition) {
    TopicPartition where = new TopicPartition(exchange.topic(Topics.MARKET_LOG), partition);
    OffsetAndMetadata offset = handled.get(where);
    long read = offset == null ? ends.get(where) : offset.offset();
    return Math.min(read, answered.getOrDefault(partition, read));
  }

  @Override
  public void close() {
    opened.forEach(ClusterStream::close);
  }
}
