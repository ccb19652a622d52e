package io.tokenmarket.replay;

/** A partition that says how far it has been read. */
final class Progressing implements RecordStream {
  private final RecordStream records;
  private final Progress progress;
  private long read;

  private Progressing(RecordStream records, Progress progress) {
    this.records = records;
    this.progress = progress;
    this.read = records.begin();
  }

  static RecordStream of(RecordStream records, Progress progress) {
    progress.ahead(records.end() - records.begin());
    return new Progressing(records, progress);
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
