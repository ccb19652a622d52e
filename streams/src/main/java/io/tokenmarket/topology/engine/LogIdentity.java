package io.tokenmarket.topology.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Which log an engine reads, and how far it has handled it. */
final class LogIdentity {
  private static final String WAY_OUT =
      " Bring that log back, or set up another exchange with --exchange NAME.";

  private final String topic;
  private final Map<String, Uuid> ids;
  private final int partitions;
  private final LogRange range;
  private final Map<Integer, Long> handled = new ConcurrentHashMap<>();

  /**
   * @param topic name of the log on the cluster
   * @param ids what the cluster knows the topics by that copies are made of, this among them; one
   *     that is made anew under the same name has another
   * @param range reads a part of it again
   */
  LogIdentity(String topic, Map<String, Uuid> ids, int partitions, LogRange range) {
    this.range = range;
    this.topic = topic;
    this.ids = Map.copyOf(ids);
    this.partitions = partitions;
  }

  /** What the cluster knows each topic by that copies are made of. */
  Map<String, Uuid> topics() {
    return ids;
  }

  int partitions() {
    return partitions;
  }

  Uuid id() {
    return ids.get(topic);
  }

  String topic() {
    return topic;
  }

  /** Reads the entries of a partition from the first to the last position once more. */
  void read(int partition, long first, long last, Consumer<ConsumerRecord<String, byte[]>> each) {
    if (first <= last) {
      range.read(partition(partition), first, last, each);
    }
  }

  TopicPartition partition(int partition) {
    return new TopicPartition(topic, partition);
  }

  void handled(int partition, long position) {
    handled.put(partition, position);
  }

  /** The last position of each partition that this engine has handled since it started. */
  Map<Integer, Long> handled() {
    return Map.copyOf(handled);
  }

  /**
   * @throws OtherLogException where this state was made from another log
   */
  void requireSame(int partition, Handled kept) {
    if (!kept.log().equals(Uuid.ZERO_UUID) && !kept.log().equals(id())) {
      throw anew(partition, kept.position());
    }
    if (kept.taken() >= 0) {
      handled(partition, kept.taken());
    }
  }

  OtherLogException anew(int partition, long position) {
    return other(
        "Topic %s was made anew: the exchange's state has handled its partition %s up to position %s as it was before."
            .formatted(topic, partition, position));
  }

  OtherLogException gone() {
    return other("Topic %s is gone, while the exchange's state is there.".formatted(topic));
  }

  OtherLogException shorter(int partition, long position, long end) {
    return other(
        "Partition %s of %s ends before position %s, but the exchange's state has handled it up to %s: its end was lost."
            .formatted(partition, topic, end, position));
  }

  static OtherLogException cut(TopicPartition partition, long first, long begin) {
    return other(
        "Partition %s of %s begins at position %s, but the exchange's state is kept up to position %s only."
            .formatted(partition.partition(), partition.topic(), begin, first - 1));
  }

  OtherLogException changed(int partition, long position, long at) {
    return other(
        "Partition %s of %s has another entry at position %s than the one that the exchange's state, which goes up to %s, has handled: it was lost and written anew."
            .formatted(partition, topic, at, position));
  }

  private static OtherLogException other(String sentence) {
    return new OtherLogException(sentence + WAY_OUT);
  }

  @Override
  public String toString() {
    return topic;
  }
}
