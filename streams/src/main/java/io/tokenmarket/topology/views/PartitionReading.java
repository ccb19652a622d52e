package io.tokenmarket.topology.views;

/**
 * How far one partition of the history is read: everything before that has had its effect.
 *
 * <p>Fetched is not read: records wait for their turn. And behind the last record there may be
 * markers of transactions, which only the consumer's position tells of.
 */
final class PartitionReading {
  private static final long UNKNOWN = -1;

  private long goal;
  private long read = UNKNOWN;
  private long fetched;
  private long position;
  private long lag;

  /** Stood at this end when the node started. */
  synchronized void require(long end) {
    goal = Math.max(goal, end);
  }

  /** It is not known any more how far it is read: it will be read on from a commit before. */
  synchronized void left() {
    read = UNKNOWN;
    fetched = 0;
  }

  /** A batch has come, whose records wait for their turn. */
  synchronized void fetched(long first, long last) {
    if (read == UNKNOWN) {
      read = first;
    }
    fetched = last + 1;
  }

  /**
   * Where the consumer goes on, behind all it has fetched.
   *
   * @param behind records that are behind it
   */
  synchronized void position(long next, long behind) {
    position = next;
    lag = behind;
    if (read == UNKNOWN || read >= fetched) {
      read = position;
    }
    goal = Math.max(goal, read);
  }

  /** The record at this offset has had its effect. */
  synchronized void handled(long offset) {
    read = offset + 1 >= fetched ? Math.max(position, offset + 1) : offset + 1;
    goal = Math.max(goal, read);
  }

  /** Whether it is read as far as it was at the start, and as it was read before. */
  synchronized boolean isWhole() {
    return read >= goal;
  }

  synchronized Progress progress(String topic, int partition) {
    long known = Math.max(0, read);
    long waiting = Math.max(0, position - known);
    return new Progress(topic, partition, known, goal, lag + waiting);
  }
}
