package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** What all processors of the history do with a record: read it, or set it aside, and say so. */
final class HistoryInput {
  private final ExchangeName exchange;
  private final HistoryRecords records;
  private final Function<SpecificRecord, Belief> books;
  private final HistoryReading reading;
  private final SetAside aside;
  private final Watch watch;

  /** What is done with a record. */
  interface Filing {
    /**
     * @param isSure whether the books compute it from the log
     */
    void file(SpecificRecord record, boolean isSure);
  }

  /**
   * @param books what they say of a record; they may let it wait
   * @param reading told how far it is read
   * @param watch told of everything that is read
   */
  HistoryInput(
      ExchangeName exchange,
      HistoryRecords records,
      Function<SpecificRecord, Belief> books,
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
   * @param filing called with the record where it can be read
   */
  void take(String topic, Record<byte[], byte[]> record, RecordMetadata where, Filing filing) {
    TopicPartition partition = new TopicPartition(exchange.topic(topic), where.partition());
    try {
      file(records.read(topic, record.key(), record.value()), filing);
    } catch (UndecodableException unreadable) {
      aside.add(partition, where.offset(), unreadable);
    }
    reading.of(partition).handled(where.offset());
    watch.changed();
  }

  /** What the exchange did not publish may hold whatever its schema allows, and fit nothing. */
  private void file(SpecificRecord record, Filing filing) throws UndecodableException {
    try {
      Belief belief = books.apply(record);
      if (belief == Belief.FORGED) {
        throw new IllegalArgumentException(
            "the log gives no such record at position " + Computed.position(record));
      }
      filing.file(record, belief == Belief.COMPUTED);
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
}
