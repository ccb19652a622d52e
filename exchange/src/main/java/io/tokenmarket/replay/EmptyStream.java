package io.tokenmarket.replay;

import java.util.NoSuchElementException;

/** A partition of a topic that the exchange did not have when its record was exported. */
final class EmptyStream implements RecordStream {
  @Override
  public long begin() {
    return 0;
  }

  @Override
  public long end() {
    return 0;
  }

  @Override
  public boolean hasNext() {
    return false;
  }

  @Override
  public LogRecord next() {
    throw new NoSuchElementException();
  }

  @Override
  public void close() {}
}
