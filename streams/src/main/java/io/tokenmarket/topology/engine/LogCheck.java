package io.tokenmarket.topology.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Refuses a log that is not the one which the engine's state was made from. */
final class LogCheck {
  private final StateReader state;
  private final LogIdentity log;
  private final Map<Integer, Handled> handled;

  LogCheck(StateReader state, LogIdentity log) {
    this.state = state;
    this.log = log;
    this.handled = state.handled();
  }

  /**
   * @throws OtherLogException that says the first thing that differs
   */
  void run() {
    handled.forEach(log::requireSame);
    Map<TopicPartition, Handled> partitions = new HashMap<>();
    new TreeMap<>(handled)
        .forEach((partition, kept) -> partitions.put(log.partition(partition), kept));
    Map<TopicPartition, Long> ends = state.ends(partitions.keySet());
    partitions.forEach((partition, kept) -> requireLength(partition, kept, ends.get(partition)));
    requireLast(partitions);
  }

  private void requireLength(TopicPartition partition, Handled kept, long end) {
    if (end <= kept.taken()) {
      throw log.shorter(partition.partition(), kept.taken(), end);
    }
  }

  /** The last entry that was handled is there, unless all up to it was deleted. */
  private void requireLast(Map<TopicPartition, Handled> partitions) {
    Map<TopicPartition, Long> begins = state.begins(partitions.keySet());
    Map<TopicPartition, Long> last = new HashMap<>();
    partitions.forEach(
        (partition, kept) -> {
          if (kept.position() >= begins.get(partition)) {
            last.put(partition, kept.position());
          }
        });
    Map<TopicPartition, Long> times = state.times(last);
    last.forEach(
        (partition, position) -> {
          Long time = times.get(partition);
          if (time == null || !partitions.get(partition).mayBe(position, time)) {
            throw log.changed(partition.partition(), position, position);
          }
        });
  }
}
