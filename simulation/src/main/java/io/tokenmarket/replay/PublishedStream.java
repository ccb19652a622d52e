package io.tokenmarket.replay;

import io.tokenmarket.schemas.Topics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * One partition of what the exchange published, compared with what the log gives.
 *
 * <p>The records that one partition of the log causes stand here in its order; those of several
 * partitions are mixed. So there is a queue of expected events for each partition of the log, and
 * the record at the head is compared with the first of its own.
 */
final class PublishedStream {
  private final String topic;
  private final RecordStream records;
  private final int logPartitions;
  private final Tally tally;
  private final Map<Integer, Deque<Effect>> expected = new HashMap<>();
  private final Beginning beginning;
  private LogRecord head;
  private int waiting;

  PublishedStream(String topic, RecordStream records, int logPartitions, Tally tally) {
    this.topic = topic;
    this.records = records;
    this.logPartitions = logPartitions;
    this.tally = tally;
    this.beginning = new Beginning(Recorded.FORGOTTEN.contains(topic) && records.begin() > 0);
  }

  /**
   * Takes what the log gives next, and compares as far as that allows.
   *
   * @throws Differs where a record is not what is expected
   */
  void expect(Effect effect) {
    expected.computeIfAbsent(effect.partition(), p -> new ArrayDeque<>()).add(effect);
    waiting++;
    match();
  }

  private void match() {
    while (peek()) {
      Deque<Effect> mine = expected.get(owner());
      if (mine == null || mine.isEmpty()) {
        return;
      }
      match(mine);
    }
  }

  private void match(Deque<Effect> mine) {
    SpecificRecord published = head.readable().orElseThrow();
    if (beginning.isBefore(owner(), published)) {
      tally.expired++;
      head = null;
    } else if (beginning.isBefore(owner(), mine.element(), published)) {
      tally.expired++;
      drop(mine);
    } else {
      compare(mine.element(), published);
      drop(mine);
      head = null;
    }
  }

  private void drop(Deque<Effect> mine) {
    mine.remove();
    waiting--;
  }

  /** The record at the head, past what intake refused; false at the end. */
  private boolean peek() {
    while (head == null && records.hasNext()) {
      head = records.next();
      if (EventFields.logPosition(readable()) < 0) {
        tally.intake++;
        head = null;
      }
    }
    return head != null;
  }

  private SpecificRecord readable() {
    return head.readable()
        .orElseThrow(
            () ->
                new Differs(
                    new Difference(
                        topic,
                        head.key(),
                        -1,
                        -1,
                        "record at offset " + head.offset(),
                        "bytes that are no record: " + Fields.text(head.value()),
                        "a record")));
  }

  private int owner() {
    return Partitions.of(EventFields.market(head.readable().orElseThrow()), logPartitions);
  }

  private void compare(Effect effect, SpecificRecord published) {
    SpecificRecord event = effect.event();
    if (!head.key().equals(EventFields.key(event)) || !Fields.same(published, event)) {
      throw differs(effect, published);
    }
    tally.events++;
    if (topic.equals(Topics.CLEARINGS)) {
      tally.clearings++;
    }
  }

  private Differs differs(Effect effect, SpecificRecord published) {
    Fields fields =
        Fields.firstDifferent(published, effect.event())
            .orElseGet(() -> new Fields("key", head.key(), EventFields.key(effect.event())));
    return differs(
        EventFields.market(effect.event()),
        effect.interval(),
        Math.min(effect.position(), named(effect, published)),
        fields);
  }

  /** A repeated answer names the position of the first, which says nothing of its own. */
  private static long named(Effect effect, SpecificRecord published) {
    return EventFields.repeated(published) ? effect.position() : EventFields.logPosition(published);
  }

  private Differs differs(String market, long interval, long position, Fields fields) {
    return new Differs(
        new Difference(
            topic,
            market,
            interval,
            position,
            fields.path(),
            fields.published(),
            fields.recomputed()));
  }

  /** Whether events wait for records that stand behind those of other partitions of the log. */
  boolean isWaiting() {
    return waiting > 0;
  }

  /** The partition of the log that the record at the head needs to go on; empty at the end. */
  OptionalInt needs() {
    return peek() ? OptionalInt.of(owner()) : OptionalInt.empty();
  }

  /**
   * Called at the end of the records: what still waits was never published.
   *
   * @param handled by partition of the log, the position before which everything has been answered
   * @throws Differs where one is missing that should be there
   */
  void settle(IntFunction<Long> handled) {
    for (Deque<Effect> mine : expected.values()) {
      while (!mine.isEmpty()) {
        Effect effect = mine.element();
        if (effect.position() >= handled.apply(effect.partition())) {
          tally.unanswered++;
        } else if (beginning.isBefore(effect.partition())) {
          tally.expired++;
        } else {
          throw missing(effect);
        }
        drop(mine);
      }
    }
  }

  private Differs missing(Effect effect) {
    return differs(
        EventFields.market(effect.event()),
        effect.interval(),
        effect.position(),
        new Fields("record", Difference.NOTHING, Fields.text(effect.event())));
  }

  /** The record at the head has no cause in the log. */
  Differs surplus() {
    SpecificRecord published = head.readable().orElseThrow();
    return differs(
        EventFields.market(published),
        -1,
        EventFields.logPosition(published),
        new Fields("record", Fields.text(published), Difference.NOTHING));
  }
}
