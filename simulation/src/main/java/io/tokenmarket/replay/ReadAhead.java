package io.tokenmarket.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads and decodes a partition on a thread of its own, a few hundred records ahead of who uses
 * them.
 */
final class ReadAhead implements RecordStream {
  private static final int BATCH = 256;
  private static final int BATCHES = 2;

  /** What the reader hands over: records, or at the end none, or what stopped it. */
  private record Batch(List<LogRecord> records, RuntimeException failure) {}

  private final RecordStream records;
  private final BlockingQueue<Batch> read = new ArrayBlockingQueue<>(BATCHES);
  private final Thread reader;
  private Iterator<LogRecord> batch = Collections.emptyIterator();
  private boolean ended;

  private ReadAhead(RecordStream records, String name) {
    this.records = records;
    reader = new Thread(this::readAll, "read-" + name);
    reader.setDaemon(true);
  }

  /** From here on, nobody else may use the stream. */
  static RecordStream of(RecordStream records, String name) {
    ReadAhead ahead = new ReadAhead(records, name);
    ahead.reader.start();
    return ahead;
  }

  private void readAll() {
    try {
      handOver();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void handOver() throws InterruptedException {
    Batch last;
    do {
      last = nextBatch();
      read.put(last);
    } while (last.failure() == null && !last.records().isEmpty());
  }

  private Batch nextBatch() {
    List<LogRecord> next = new ArrayList<>(BATCH);
    try {
      while (next.size() < BATCH && records.hasNext()) {
        next.add(records.next());
      }
      return new Batch(next, null);
    } catch (RuntimeException failure) {
      return new Batch(next, failure);
    }
  }

  @Override
  public boolean hasNext() {
    if (!batch.hasNext() && !ended) {
      take();
    }
    return batch.hasNext();
  }

  private void take() {
    try {
      Batch next = read.take();
      if (next.failure() != null) {
        throw next.failure();
      }
      batch = next.records().iterator();
      ended = next.records().isEmpty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new LogException("Reading was interrupted; try again.", stopped);
    }
  }

  @Override
  public LogRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return batch.next();
  }

  @Override
  public long begin() {
    return records.begin();
  }

  @Override
  public long end() {
    return records.end();
  }

  /** Stops the reader first: a stream is not to be closed while it is being read. */
  @Override
  public void close() {
    reader.interrupt();
    try {
      reader.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    records.close();
  }
}
