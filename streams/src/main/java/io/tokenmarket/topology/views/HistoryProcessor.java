package io.tokenmarket.topology.views;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Files the records of one topic in the stores.
 *
 * @param <T> what belongs on the topic
 */
abstract class HistoryProcessor<T extends SpecificRecord>
    implements Processor<byte[], byte[], Void, Void> {
  private final String topic;
  private final HistoryInput input;
  private ProcessorContext<Void, Void> context;

  /**
   * @param topic as the protocol names it
   */
  HistoryProcessor(String topic, HistoryInput input) {
    this.topic = topic;
    this.input = input;
  }

  @Override
  public final void init(ProcessorContext<Void, Void> started) {
    context = started;
    open(started);
  }

  @Override
  @SuppressWarnings("unchecked")
  public final void process(Record<byte[], byte[]> record) {
    RecordMetadata where = context.recordMetadata().orElseThrow();
    input.take(
        topic,
        record,
        where,
        this::whole,
        (published, unsure) -> take((List<T>) published, where.offset(), unsure));
  }

  /** All of it or nothing. */
  private void take(List<T> published, long offset, Set<SpecificRecord> unsure) {
    long first = ParticipantEvent.first(offset);
    for (int i = 0; i < published.size(); i++) {
      if (unsure.contains(published.get(i)) && !fits(published.get(i), first + i)) {
        throw new IllegalArgumentException(
            "what stands before it leaves no place for it, with the log's position "
                + RecentEvents.position(published.get(i)));
      }
    }
    for (int i = 0; i < published.size(); i++) {
      file(published.get(i), first + i);
    }
  }

  /** Takes the store; of several views in it, each is asked for by its own keys only. */
  abstract void open(ProcessorContext<Void, Void> started);

  /** What is filed of a record that was read: nothing of a part behind which others follow. */
  Optional<SpecificRecord> whole(SpecificRecord read) {
    return Optional.of(read);
  }

  /** Whether a record that the books say nothing of can be where it does. */
  abstract boolean fits(T record, long sequence);

  /**
   * Whether it can, if the records of a market come in the log's order.
   *
   * @param same what is under its key, null for none
   * @param last that was taken of its market, null for none
   */
  static boolean follows(SpecificRecord record, SpecificRecord same, SpecificRecord last) {
    return same == null
        ? last == null || RecentEvents.position(last) <= RecentEvents.position(record)
        : same.equals(record);
  }

  /** What is under the last key there is of these, null where there is none. */
  static <V> V last(ReadOnlyKeyValueStore<String, V> store, String from, String to) {
    try (KeyValueIterator<String, V> entries = store.reverseRange(from, to)) {
      return entries.hasNext() ? entries.next().value : null;
    }
  }

  /**
   * @param sequence of an event
   */
  abstract void file(T record, long sequence);
}
