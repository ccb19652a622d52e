package io.tokenmarket.bench.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.RecordBatch;

/** What a broker has on disk: records and bytes by topic, and bytes by transaction. */
final class Segments {
  /**
   * Of one topic.
   *
   * @param records without the markers of transactions
   * @param markers of transactions, one a partition that it wrote to
   */
  record Size(long records, long markers, long bytes) {
    static final Size NOTHING = new Size(0, 0, 0);

    private Size plus(Size other) {
      return new Size(records + other.records, markers + other.markers, bytes + other.bytes);
    }

    private Size minus(Size other) {
      return new Size(records - other.records, markers - other.markers, bytes - other.bytes);
    }
  }

  /** A producer takes a new epoch for each transaction ({@code transaction.version} 2). */
  record Transaction(long producer, short epoch) {}

  private final Map<String, Size> topics = new TreeMap<>();
  private final Map<Transaction, Long> transactions = new HashMap<>();

  private Segments() {}

  static Segments of(Path folder) {
    Segments segments = new Segments();
    try (Stream<Path> files = Files.walk(folder)) {
      files.filter(file -> file.toString().endsWith(".log")).forEach(segments::read);
      return segments;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Path file) {
    String partition = file.getParent().getFileName().toString();
    String topic = partition.substring(0, Math.max(0, partition.lastIndexOf('-')));
    try {
      FileRecords records = FileRecords.open(file.toFile(), false);
      records.batches().forEach(batch -> count(topic, batch));
      // Closing them would cut the file to its length.
      records.closeHandlers();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void count(String topic, RecordBatch batch) {
    long bytes = batch.sizeInBytes();
    long count = batch.countOrNull();
    boolean marker = batch.isControlBatch();
    topics.merge(topic, new Size(marker ? 0 : count, marker ? count : 0, bytes), Size::plus);
    if (batch.isTransactional() && !marker) {
      transactions.merge(
          new Transaction(batch.producerId(), batch.producerEpoch()), bytes, Long::sum);
    }
  }

  /** By topic what has come since. */
  Map<String, Size> since(Segments before) {
    Map<String, Size> grown = new TreeMap<>();
    topics.forEach((topic, size) -> grown.put(topic, size.minus(before.size(topic))));
    grown.values().removeIf(size -> size.bytes() == 0);
    // The cluster's own, whatever is done on it.
    grown.remove("__cluster_metadata");
    return grown;
  }

  Size size(String topic) {
    return topics.getOrDefault(topic, Size.NOTHING);
  }

  /** All, by topic. */
  Map<String, Size> topics() {
    return topics;
  }

  /** Of the largest transaction that is not in the segments of before. */
  long largestTransaction(Segments before) {
    return transactions.entrySet().stream()
        .filter(entry -> !before.transactions.containsKey(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .max()
        .orElse(0);
  }
}
