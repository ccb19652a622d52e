package io.tokenmarket.replay;

import io.tokenmarket.threads.OwnThreads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads and decodes a partition on a thread of its own, a few hundred records ahead of who uses
 * them.
 */
final class ReadAhead implements RecordStream {
  private static final int BATCH = 256;
  private static final int BATCHES = 2;
  private static final long PATIENCE_MILLIS = 500;

  /** What the reader hands over: records, or at the end none, or what stopped it. */
  private record Batch(List<LogRecord> records, Throwable failure) {}

  private final RecordStream records;
  private final BlockingQueue<Batch> read = new ArrayBlockingQueue<>(BATCHES);
  private final Thread reader;
  private Iterator<LogRecord> batch = Collections.emptyIterator();
  private boolean ended;

  private ReadAhead(RecordStream records, String name) {
    this.records = records;
    reader = OwnThreads.of("read-" + name, this::readAll);
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

  @SuppressWarnings("checkstyle:IllegalCatch")
  private Batch nextBatch() {
    List<LogRecord> next = new ArrayList<>(BATCH);
    try {
      while (next.size() < BATCH && records.hasNext()) {
        next.add(records.next());
      }
      return new Batch(next, null);
    } catch (RuntimeException | Error failure) {
      return new Batch(List.of(), failure);
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
      Batch next = nextRead();
      if (next.failure() instanceof Error error) {
        throw error;
      }
      if (next.failure() != null) {
        throw (RuntimeException) next.failure();
      }
      batch = next.records().iterator();
      ended = next.records().isEmpty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new LogException("Reading was interrupted; try again.", stopped);
    }
  }

  /** A reader that died over its own last words has left none. */
  private Batch nextRead() throws InterruptedException {
    while (true) {
      boolean dead = !reader.isAlive();
      Batch next = read.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      if (next != null) {
        return next;
      }
      if (dead) {
        throw new IllegalStateException(reader.getName() + " ended before its end");
      }
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
