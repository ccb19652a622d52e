package io.tokenmarket.replay;

import io.tokenmarket.schemas.Partitions;
import io.tokenmarket.schemas.Topics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * One partition of what the exchange published, compared with what the log gives.
 *
 * <p>The records that one partition of the log causes are here in its order; those of several
 * partitions are mixed. So there is a queue of expected events for each partition of the log, and
 * the record at the head is compared with the first of its own. A record that the log denies, and
 * that is before the one expected, was not published by the exchange.
 */
final class PublishedStream {
  /** So many records are looked through for one that is expected. */
  private static final int LOOKED_AHEAD = 1_000;

  private final String topic;
  private final int partition;
  private final RecordStream records;
  private final List<PartitionReplay> log;
  private final ReplayTotals tally;
  private final Map<Integer, Deque<Effect>> expected = new HashMap<>();
  private final Beginning beginning;
  private final Deque<LogRecord> ahead = new ArrayDeque<>();
  private LogRecord head;

  /** What is no record of the exchange and is right before the head. */
  private LogRecord stranger;

  private int waiting;

  PublishedStream(
      String topic,
      int partition,
      RecordStream records,
      List<PartitionReplay> log,
      ReplayTotals tally) {
    this.topic = topic;
    this.partition = partition;
    this.records = records;
    this.log = log;
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
      if (mine == null || mine.isEmpty() || mustWait(mine.element())) {
        return;
      }
      match(mine);
    }
  }

  private void match(Deque<Effect> mine) {
    SpecificRecord published = head.readable().orElseThrow();
    if (beginning.isBefore(owner(), published)) {
      tally.expired++;
      passHead();
    } else if (beginning.isBefore(owner(), mine.element(), published)) {
      tally.expired++;
      drop(mine);
    } else if (isForged(mine.element(), published)) {
      passStranger();
    } else {
      compare(mine.element(), published);
      drop(mine);
      passHead();
    }
  }

  private boolean isForged(Effect expected, SpecificRecord published) {
    return !isOf(expected, head) && comesLater(expected) && log.get(owner()).denies(published);
  }

  /** What is not expected may be true and in the wrong place: its cause tells. */
  private boolean mustWait(Effect expected) {
    SpecificRecord published = head.readable().orElseThrow();
    return !isOf(expected, head)
        && !EventFields.repeated(published)
        && log.get(owner()).isBefore(published)
        && comesLater(expected);
  }

  /** Whether what is expected is behind the head, not too far. */
  private boolean comesLater(Effect expected) {
    if (ahead.stream().anyMatch(later -> isOf(expected, later))) {
      return true;
    }
    while (ahead.size() < LOOKED_AHEAD && records.hasNext()) {
      ahead.add(records.next());
      if (isOf(expected, ahead.getLast())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOf(Effect effect, LogRecord record) {
    return record
        .readable()
        .filter(
            published -> {
              SpecificRecord event = effect.worded(published);
              return record.key().equals(EventFields.key(event))
                  && FieldDifference.same(published, event);
            })
        .isPresent();
  }

  private void passStranger() {
    tally.strange(new ForeignRecord(topic, partition, head.offset()));
    stranger = head;
    head = null;
  }

  private void passHead() {
    head = null;
    stranger = null;
  }

  private void drop(Deque<Effect> mine) {
    mine.remove();
    waiting--;
  }

  /** The record at the head, past strangers and what intake refused; false at the end. */
  private boolean peek() {
    while (head == null && !(ahead.isEmpty() && !records.hasNext())) {
      head = ahead.isEmpty() ? records.next() : ahead.remove();
      if (head.readable().isEmpty()) {
        passStranger();
      } else if (EventFields.logPosition(head.readable().get()) < 0) {
        tally.intake++;
        passHead();
      }
    }
    return head != null;
  }

  private int owner() {
    return Partitions.of(EventFields.market(head.readable().orElseThrow()), log.size());
  }

  private void compare(Effect effect, SpecificRecord published) {
    if (!isOf(effect, head)) {
      throw differs(effect, published);
    }
    tally.events++;
    if (topic.equals(Topics.CLEARINGS)) {
      tally.clearings++;
    }
  }

  private Differs differs(Effect effect, SpecificRecord published) {
    FieldDifference fields =
        instead(effect)
            .or(() -> FieldDifference.firstDifferent(published, effect.worded(published)))
            .orElseGet(
                () -> new FieldDifference("key", head.key(), EventFields.key(effect.event())));
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

  private Differs differs(String market, long interval, long position, FieldDifference fields) {
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

  /** Whether events wait for records that are behind those of other partitions of the log. */
  boolean isWaiting() {
    return waiting > 0;
  }

  /** The partition of the log that the record at the head needs to go on; empty at the end. */
  OptionalInt needs() {
    match();
    while (peek()) {
      PartitionReplay cause = log.get(owner());
      SpecificRecord published = head.readable().orElseThrow();
      if (cause.hasNext() || cause.endsBefore(published) || !cause.denies(published)) {
        return OptionalInt.of(owner());
      }
      passStranger();
      match();
    }
    return OptionalInt.empty();
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
        instead(effect)
            .orElseGet(
                () ->
                    new FieldDifference(
                        "record", Difference.NOTHING, FieldDifference.text(effect.event()))));
  }

  /** A stranger by itself is no difference; where a record is missing, it may be in its place. */
  private Optional<FieldDifference> instead(Effect effect) {
    return Optional.ofNullable(stranger)
        .map(
            found ->
                new FieldDifference(
                    "record at offset " + found.offset(),
                    "no record of the exchange: " + FieldDifference.text(found.value()),
                    FieldDifference.text(effect.event())));
  }

  /** The record at the head has no cause in the log. */
  Differs surplus() {
    SpecificRecord published = head.readable().orElseThrow();
    return differs(
        EventFields.market(published),
        -1,
        EventFields.logPosition(published),
        new FieldDifference(
            "record at offset " + head.offset(),
            FieldDifference.text(published),
            Difference.NOTHING));
  }
}
