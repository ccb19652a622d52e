package io.tokenmarket.replay;

/**
 * What the exchange recorded: the market log and all that it published, as of one moment.
 *
 * <p>The ends of the partitions are chosen so that what is published has its cause in the log, and
 * that all answers to what stands before {@link #handled} are there.
 */
public interface LogSource extends AutoCloseable {

  /** The number of a topic's partitions, 0 where there is no such topic. */
  int partitions(String topic);

  /**
   * A partition from its beginning.
   *
   * @param topic one of {@link Recorded}
   * @throws LogException where it cannot be read
   */
  RecordStream open(String topic, int partition);

  /** The position in a partition of the market log before which everything has been answered. */
  long handled(int partition);

  @Override
  void close();
}
