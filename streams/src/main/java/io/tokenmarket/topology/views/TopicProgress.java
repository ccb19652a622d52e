package io.tokenmarket.topology.views;

import java.util.List;

/**
 * How far a topic is read, of what must be read before anything is answered.
 *
 * @param read offsets, over all partitions
 * @param end where that must be
 */
public record TopicProgress(String topic, long read, long end) {

  /** The same by its partitions. */
  public TopicProgress(String topic, List<Progress> partitions) {
    this(
        topic,
        partitions.stream().mapToLong(p -> Math.min(p.position(), p.goal())).sum(),
        partitions.stream().mapToLong(Progress::goal).sum());
  }
}
