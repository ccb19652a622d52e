package io.tokenmarket.replay;

import io.tokenmarket.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A record of an exchange in lists, which a test may change. */
public final class MemoryLog implements LogSource {
  static final KeptViews VIEWS = new KeptViews("views-of-a-node", true);

  /** Where they are. */
  static final String ROWS = VIEWS.topics().get(0);

  private final int partitions;
  private List<KeptViews> views = List.of(VIEWS);
  private final Map<String, List<List<LogRecord>>> topics = new HashMap<>();
  private final Map<String, Long> begins = new HashMap<>();
  private final Map<Integer, Long> handled = new HashMap<>();

  public MemoryLog(int partitions) {
    this.partitions = partitions;
    for (String topic : Recorded.topics(views)) {
      List<List<LogRecord>> lists = new ArrayList<>();
      for (int p = 0; p < partitions; p++) {
        lists.add(new ArrayList<>());
      }
      topics.put(topic, lists);
    }
  }

  /** The records of a partition, to be changed at will. */
  public List<LogRecord> records(String topic, int partition) {
    return topics.get(topic).get(partition);
  }

  void withoutViews() {
    views = List.of();
  }

  /** Deletes the older records of a partition, as retention does. */
  void deleteBefore(String topic, int partition, long offset) {
    records(topic, partition).removeIf(record -> record.offset() < offset);
    begins.put(topic + partition, offset);
  }

  void handledUpTo(int partition, long position) {
    handled.put(partition, position);
  }

  @Override
  public List<KeptViews> views() {
    return views;
  }

  @Override
  public int partitions(String topic) {
    return partitions;
  }

  @Override
  public long handled(int partition) {
    return handled.getOrDefault(partition, end(records(Topics.MARKET_LOG, partition)));
  }

  private static long end(List<LogRecord> records) {
    return records.isEmpty() ? 0 : records.get(records.size() - 1).offset() + 1;
  }

  @Override
  public RecordStream open(String topic, int partition) {
    List<LogRecord> records = records(topic, partition);
    Iterator<LogRecord> iterator = records.iterator();
    return new RecordStream() {
      @Override
      public long begin() {
        return begins.getOrDefault(topic + partition, 0L);
      }

      @Override
      public long end() {
        return MemoryLog.end(records);
      }

      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public LogRecord next() {
        return iterator.next();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}
}
