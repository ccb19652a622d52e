package io.tokenmarket.replay;

import io.tokenmarket.schemas.Topics;

/** The market log, which replays only from its beginning. */
public final class MarketLog {
  private MarketLog() {}

  /**
   * A partition of it.
   *
   * @throws LogException where it cannot be read, or its beginning has been deleted
   */
  public static RecordStream open(LogSource source, int partition, Progress progress) {
    return whole(source.open(Topics.MARKET_LOG, partition), partition, progress);
  }

  /** The stream, which must begin at offset 0. */
  static RecordStream whole(RecordStream log, int partition, Progress progress) {
    if (log.begin() > 0) {
      throw new LogException(
          "Partition %s of %s begins at offset %s; its state cannot be recomputed without what stood before, so keep the topic for ever (retention.ms=-1)."
              .formatted(partition, Topics.MARKET_LOG, log.begin()));
    }
    return Progressing.of(log, progress);
  }
}
