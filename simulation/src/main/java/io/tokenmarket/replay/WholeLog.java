package io.tokenmarket.replay;

import io.tokenmarket.schemas.Topics;

/** A partition of the market log from its very beginning, which says how far it has been read. */
final class WholeLog implements RecordStream {
  private final RecordStream records;
  private final Progress progress;
  private long read;

  private WholeLog(RecordStream records, Progress progress) {
    this.records = records;
    this.progress = progress;
  }

  /**
   * @throws LogException where its beginning has been deleted
   */
  static WholeLog open(LogSource source, int partition, Progress progress) {
    RecordStream records = source.open(Topics.MARKET_LOG, partition);
    if (records.begin() > 0) {
      throw new LogException(
          "Partition %d of %s begins at offset %d; its state cannot be recomputed without what stood before, so keep the topic for ever (retention.ms=-1)."
              .formatted(partition, Topics.MARKET_LOG, records.begin()));
    }
    progress.ahead(records.end());
    return new WholeLog(records, progress);
  }

  @Override
  public long begin() {
    return records.begin();
  }

  @Override
  public long end() {
    return records.end();
  }

  @Override
  public boolean hasNext() {
    return records.hasNext();
  }

  @Override
  public LogRecord next() {
    LogRecord record = records.next();
    progress.done(record.offset() + 1 - read);
    read = record.offset() + 1;
    return record;
  }

  @Override
  public void close() {
    records.close();
  }
}
