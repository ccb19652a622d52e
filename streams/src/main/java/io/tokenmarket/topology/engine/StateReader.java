package io.tokenmarket.topology.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads of the engine's committed state, without an engine, what a start must know of it. */
final class StateReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /** What the last commit wrote is among the last few records; markers are between them. */
  private static final long LAST_FEW = 64;

  private static final int FURTHER = 16;

  private final String application;
  private final KafkaConsumer<String, byte[]> consumer;

  /**
   * @param settings of a consumer
   * @param application whose changelogs are read
   */
  StateReader(Map<String, Object> settings, String application) {
    this.application = application;
    Map<String, Object> all = new HashMap<>(settings);
    all.remove("group.id");
    all.remove("group.instance.id");
    all.put("isolation.level", "read_committed");
    all.put("auto.offset.reset", "earliest");
    all.put("enable.auto.commit", false);
    all.put("allow.auto.create.topics", false);
    consumer = new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** How far each partition of the log is handled; those of which nothing is are left out. */
  Map<Integer, Handled> handled() {
    Map<Integer, Handled> found = new TreeMap<>();
    List<TopicPartition> partitions = partitions(changelog(TopologyNames.HANDLED_LOG));
    Map<TopicPartition, Long> begins = begins(partitions);
    Map<TopicPartition, Long> ends = ends(partitions);
    Map<TopicPartition, Long> from = new HashMap<>(ends);
    for (long few = LAST_FEW; !from.isEmpty(); few *= FURTHER) {
      long some = few;
      from.replaceAll((partition, end) -> Math.max(begins.get(partition), end - some));
      read(from, ends, record -> found.put(record.partition(), Handled.of(record.value())));
      from.entrySet()
          .removeIf(
              each ->
                  found.containsKey(each.getKey().partition())
                      || each.getValue() <= begins.get(each.getKey()));
    }
    return found;
  }

  /** The schemas that log and state were written with, as {@code SchemaIds} names them, by id. */
  Map<Integer, String> schemas() {
    Map<Integer, String> found = new TreeMap<>();
    List<TopicPartition> partitions = partitions(changelog(TopologyNames.SCHEMA_IDS));
    read(
        begins(partitions),
        ends(partitions),
        record -> found.put(Integer.valueOf(record.key()), new String(record.value(), UTF_8)));
    return found;
  }

  /** The times of the entries at these positions; of a position without an entry there is none. */
  Map<TopicPartition, Long> times(Map<TopicPartition, Long> positions) {
    Map<TopicPartition, Long> times = new HashMap<>();
    Map<TopicPartition, Long> behind = new HashMap<>(positions);
    behind.replaceAll((partition, position) -> position + 1);
    read(
        positions,
        behind,
        record -> {
          TopicPartition partition = new TopicPartition(record.topic(), record.partition());
          if (record.offset() == positions.get(partition)) {
            times.put(partition, record.timestamp());
          }
        });
    return times;
  }

  /**
   * The entries of a partition from the first to the last position, which is committed.
   *
   * @throws OtherLogException where it begins behind the first
   */
  void entries(
      TopicPartition partition,
      long first,
      long last,
      Consumer<ConsumerRecord<String, byte[]>> each) {
    long begin = begins(List.of(partition)).get(partition);
    if (begin > first) {
      throw LogIdentity.cut(partition, first, begin);
    }
    read(
        Map.of(partition, first),
        Map.of(partition, last + 1),
        record -> {
          if (record.offset() <= last) {
            each.accept(record);
          }
        });
  }

  /** The first positions there are. */
  Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions) {
    return consumer.beginningOffsets(partitions);
  }

  /** The positions behind the last that is committed. */
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    return consumer.endOffsets(partitions);
  }

  private String changelog(String store) {
    return application + "-" + store + "-changelog";
  }

  /** None where the topic is not there: then nothing was ever kept. */
  private List<TopicPartition> partitions(String topic) {
    List<PartitionInfo> found = consumer.listTopics().getOrDefault(topic, List.of());
    return found.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  private void read(
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> to,
      Consumer<ConsumerRecord<String, byte[]>> each) {
    consumer.assign(from.keySet());
    from.forEach(consumer::seek);
    while (from.keySet().stream().anyMatch(p -> consumer.position(p) < to.get(p))) {
      consumer.poll(POLL).forEach(each);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
