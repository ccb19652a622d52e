package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** What all processors of the history do with a record: read it, or set it aside, and say so. */
final class HistoryInput {
  private final ExchangeName exchange;
  private final HistoryRecords records;
  private final Function<SpecificRecord, RecordTrust> books;
  private final HistoryReading reading;
  private final SetAside aside;
  private final Watch watch;

  /** What is done with what is published in one record. */
  interface Filing {
    /**
     * @param unsure of which the books say nothing
     */
    void file(List<SpecificRecord> published, Set<SpecificRecord> unsure);
  }

  /**
   * @param books what they say of a record; they may let it wait
   * @param reading told how far it is read
   * @param watch told of everything that is read
   */
  HistoryInput(
      ExchangeName exchange,
      HistoryRecords records,
      Function<SpecificRecord, RecordTrust> books,
      HistoryReading reading,
      SetAside aside,
      Watch watch) {
    this.exchange = exchange;
    this.records = records;
    this.books = books;
    this.reading = reading;
    this.aside = aside;
    this.watch = watch;
  }

  /**
   * @param topic as the protocol names it
   * @param edge where what is published in parts becomes whole
   * @param filing called with what it holds where it can be read and is whole
   */
  void take(
      String topic,
      Record<byte[], byte[]> record,
      RecordMetadata where,
      Function<SpecificRecord, Optional<SpecificRecord>> edge,
      Filing filing) {
    TopicPartition partition = new TopicPartition(exchange.topic(topic), where.partition());
    try {
      file(records.read(topic, record.key(), record.value()), edge, filing);
    } catch (UndecodableException unreadable) {
      aside.add(partition, where.offset(), unreadable);
    }
    reading.of(partition).handled(where.offset());
    watch.changed();
  }

  /** What the exchange did not publish may hold whatever its schema allows, and fit nothing. */
  private void file(
      List<SpecificRecord> published,
      Function<SpecificRecord, Optional<SpecificRecord>> edge,
      Filing filing)
      throws UndecodableException {
    try {
      Set<SpecificRecord> unsure = unsure(published);
      List<SpecificRecord> whole = new ArrayList<>(published.size());
      published.forEach(record -> edge.apply(record).ifPresent(whole::add));
      if (!whole.isEmpty()) {
        filing.file(whole, whole.get(0) == published.get(0) ? unsure : unsure(whole));
      }
    } catch (IllegalArgumentException
        | ArithmeticException
        | NullPointerException
        | IndexOutOfBoundsException
        | NoSuchElementException strange) {
      throw new UndecodableException(
          UndecodableException.Cause.UNDECODABLE,
          "it fits nothing published: " + strange.getMessage(),
          strange);
    }
  }

  private Set<SpecificRecord> unsure(List<SpecificRecord> published) {
    Set<SpecificRecord> unsure = Collections.newSetFromMap(new IdentityHashMap<>());
    for (SpecificRecord record : published) {
      RecordTrust belief = books.apply(record);
      if (belief == RecordTrust.FORGED) {
        throw new IllegalArgumentException(
            "the log gives no such record at position " + RecentEvents.position(record));
      }
      if (belief == RecordTrust.UNKNOWN) {
        unsure.add(record);
      }
    }
    return unsure;
  }
}
