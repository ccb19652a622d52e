package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and names what is on the topics and cannot be read: it has no effect. */
final class SetAside {
  private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);

  /** Of each partition so many are named; beyond that, whenever there are twice as many again. */
  private static final long NAMED = 1_000;

  private final ExchangeName exchange;
  private final Map<TopicPartition, Unreadable> partitions = new ConcurrentHashMap<>();

  SetAside(ExchangeName exchange) {
    this.exchange = exchange;
  }

  void add(TopicPartition where, long offset, UndecodableException why) {
    add(where, offset, why.reason() + ", " + why.getMessage());
  }

  /** Whoever reads on from a commit before meets it again, which counts once. */
  void add(TopicPartition where, long offset, String why) {
    Unreadable before = partitions.get(where);
    if (before == null || before.offset() < offset) {
      long count = before == null ? 1 : before.count() + 1;
      String topic = exchange.logical(where.topic());
      partitions.put(where, new Unreadable(topic, where.partition(), count, offset, why));
      name(where, offset, count, why);
    }
  }

  private static void name(TopicPartition where, long offset, long count, String why) {
    if (count <= NAMED || Long.bitCount(count) == 1) {
      LOG.warn(
          "{}, partition {}, offset {}, cannot be read and is set aside, the {}. of its partition: {}",
          where.topic(),
          where.partition(),
          offset,
          count,
          why);
    }
  }

  /** What was set aside of a partition since the node started. */
  Optional<Unreadable> of(TopicPartition where) {
    return Optional.ofNullable(partitions.get(where));
  }
}
