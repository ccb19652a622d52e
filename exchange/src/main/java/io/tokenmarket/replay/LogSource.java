package io.tokenmarket.replay;

import java.util.List;

/**
 * What the exchange recorded: the market log and all that it published, as of one moment.
 *
 * <p>The ends of the partitions are chosen so that what is published has its cause in the log, and
 * that all answers to what is before {@link #handled} are there.
 */
public interface LogSource extends AutoCloseable {

  /** The views of the markets: one application a node keeps them. */
  List<KeptViews> views();

  /** The number of a topic's partitions. */
  int partitions(String topic);

  /**
   * A partition from its beginning.
   *
   * @throws LogException where it cannot be read
   */
  RecordStream open(String topic, int partition);

  /** The position in a partition of the market log before which everything has been answered. */
  long handled(int partition);

  @Override
  void close();
}
