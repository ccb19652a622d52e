package io.tokenmarket.replay;

import java.util.Iterator;

/** The committed records of a partition in order, up to an end that does not move. */
public interface RecordStream extends Iterator<LogRecord>, AutoCloseable {

  /** The first offset that is kept: above 0 where older records have been deleted. */
  long begin();

  /** The offset behind the last record. */
  long end();

  @Override
  void close();
}
