package io.tokenmarket.replay;

import io.tokenmarket.schemas.ClearingPart;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.ClearingJoin;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Records of a topic, in which a clearing that was published in parts is one, at its last part. */
final class WholeClearings implements RecordStream {
  private final RecordStream records;
  private final ClearingJoin join = new ClearingJoin();
  private LogRecord next;

  private WholeClearings(RecordStream records) {
    this.records = records;
  }

  /** The same stream where the topic has no parts. */
  static RecordStream of(String topic, RecordStream records) {
    return topic.equals(Topics.CLEARINGS) ? new WholeClearings(records) : records;
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
    while (next == null && records.hasNext()) {
      next = whole(records.next()).orElse(null);
    }
    return next != null;
  }

  private Optional<LogRecord> whole(LogRecord record) {
    return record.value() instanceof ClearingPart part
        ? join.take(part).map(all -> new LogRecord(record.offset(), record.key(), all))
        : Optional.of(record);
  }

  @Override
  public LogRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException("there are no more clearings");
    }
    LogRecord record = next;
    next = null;
    return record;
  }

  @Override
  public void close() {
    records.close();
  }
}
