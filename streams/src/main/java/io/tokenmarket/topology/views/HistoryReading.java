package io.tokenmarket.topology.views;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.tokenmarket.schemas.ExchangeName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the history is read, and whether that is far enough to be asked: as far as it was when
 * the node started, and never less far than it was once. So nothing that was answered is taken back
 * by a restart, a restore or a rebalance, each of which reads on from a commit before.
 */
final class HistoryReading {
  private final ExchangeName exchange;
  private final Map<TopicPartition, PartitionReading> partitions = new ConcurrentHashMap<>();
  private final AtomicBoolean whole = new AtomicBoolean();
  private final AtomicLong moves = new AtomicLong();
  private final Watch watch;
  private final boolean shared;

  /** Of these it is not known yet how far they must be read: they came from another node. */
  private final Set<TopicPartition> unasked = ConcurrentHashMap.newKeySet();

  private volatile boolean started;

  /**
   * @param watch told when it becomes whole, and when it ceases to be
   * @param shared whether other nodes have a part of the partitions, which moves between them
   */
  HistoryReading(ExchangeName exchange, Watch watch, boolean shared) {
    this.exchange = exchange;
    this.watch = watch;
    this.shared = shared;
  }

  /** What is there at the start is to be read of all partitions, where the node has all. */
  void begin(Map<TopicPartition, Long> ends) {
    if (!shared) {
      require(ends);
    }
  }

  /** What is there now is to be read before anything is answered. */
  void require(Map<TopicPartition, Long> ends) {
    ends.forEach((where, end) -> of(where).require(end));
    unasked.removeAll(ends.keySet());
    started = true;
  }

  /** Of which of these partitions it is to be asked where they end. */
  Set<TopicPartition> unasked(Set<TopicPartition> assigned) {
    return unasked.stream().filter(assigned::contains).collect(toSet());
  }

  /**
   * These are read here from now on. A node that had one before may have answered what is there at
   * this moment, so all of it is read first.
   */
  void given(Collection<TopicPartition> where) {
    if (shared) {
      unasked.addAll(where);
      started = true;
    }
    left(where);
  }

  /** These are read here no longer. */
  void taken(Collection<TopicPartition> where) {
    left(where);
    if (shared) {
      where.forEach(partitions::remove);
      unasked.removeAll(where);
    }
  }

  /** How often partitions came or went: an answer during which one did may be of a part. */
  long moves() {
    return moves.get();
  }

  /** All that is read of one partition. */
  PartitionReading of(TopicPartition where) {
    return partitions.computeIfAbsent(where, unknown -> new PartitionReading());
  }

  /** These are read on from elsewhere, or by nobody. */
  void left(Collection<TopicPartition> where) {
    where.forEach(partition -> of(partition).left());
    moves.incrementAndGet();
    watch.changed();
  }

  /** Whether everything that must be read is. */
  boolean isWhole() {
    return started
        && unasked.isEmpty()
        && partitions.values().stream().allMatch(PartitionReading::isWhole);
  }

  /** Called when something may have become whole, or ceased to be: that is told once. */
  void noteProgress() {
    boolean now = isWhole();
    if (whole.getAndSet(now) != now) {
      watch.changed();
    }
  }

  /** How far it is, by topic, as long as it is not whole. */
  String sentence() {
    Map<String, List<Progress>> topics =
        progress().stream().collect(groupingBy(Progress::topic, TreeMap::new, toList()));
    return topics.entrySet().stream()
        .map(entry -> new TopicProgress(entry.getKey(), entry.getValue()))
        .filter(topic -> topic.read() < topic.end())
        .map(topic -> " " + topic.topic() + " " + topic.read() + " of " + topic.end())
        .collect(joining(",", "The history is being read:", "."));
  }

  /** How far each partition is read. */
  List<Progress> progress() {
    return partitions.entrySet().stream()
        .map(
            entry -> {
              TopicPartition where = entry.getKey();
              return entry.getValue().progress(exchange.logical(where.topic()), where.partition());
            })
        .toList();
  }
}
