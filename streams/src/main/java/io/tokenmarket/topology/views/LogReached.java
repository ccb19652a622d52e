package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Partitions;
import java.util.HashMap;
import java.util.Map;

/**
 * How far the log is read, for those who wait for it. Who waits has the reader ask where the log
 * ends, so that nobody waits for an entry that is not there.
 */
final class LogReached {
  private final Map<Integer, Long> next = new HashMap<>();
  private final Map<Integer, Integer> waiting = new HashMap<>();
  private Map<Integer, Long> ends = Map.of();
  private long questions;
  private long answered;
  private boolean closed;

  /** This is before the next record to be read of a partition, where it was not read before. */
  synchronized void reach(Map<Integer, Long> positions) {
    positions.forEach((partition, position) -> next.merge(partition, position, Math::max));
    notifyAll();
  }

  /** The last question that nobody has answered, 0 where each is. */
  synchronized long question() {
    return questions > answered ? questions : 0;
  }

  /** The log ended there after this was asked. */
  synchronized void answer(long question, Map<Integer, Long> found) {
    ends = found;
    answered = question;
    notifyAll();
  }

  /** Whether somebody waits for entries of this partition. */
  synchronized boolean isAwaited(int partition) {
    return waiting.getOrDefault(partition, 0) > 0;
  }

  /** Nobody waits any more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /**
   * Waits until an entry is read.
   *
   * @return false where the log has none there
   * @throws ViewsUnavailableException where the node is closed meanwhile
   */
  synchronized boolean await(int partition, long position) {
    if (next.get(partition) > position) {
      return true;
    }
    waiting.merge(partition, 1, Integer::sum);
    try {
      return awaitReading(partition, position);
    } finally {
      waiting.merge(partition, -1, Integer::sum);
    }
  }

  private boolean awaitReading(int partition, long position) {
    long question = ++questions;
    while (next.get(partition) <= position) {
      if (answered >= question && !isWhole(partition)) {
        question = ++questions;
      } else if (answered >= question && ends.get(partition) <= position) {
        return false;
      }
      pause();
    }
    return true;
  }

  /** A log that ends before what was read of it has lost its end, and says nothing. */
  private boolean isWhole(int partition) {
    return ends.get(partition) >= next.get(partition);
  }

  /** The partition where what is published under a key is, once the log's are known. */
  synchronized int partition(String key) {
    while (next.isEmpty()) {
      pause();
    }
    return Partitions.of(key, next.size());
  }

  private void pause() {
    if (closed) {
      throw new ViewsUnavailableException("The node is being closed.");
    }
    try {
      wait();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ViewsUnavailableException("The node is being closed.", interrupted);
    }
  }
}
