package io.tokenmarket.topology.views;

import io.tokenmarket.market.Reason;
import io.tokenmarket.market.StateRecords;
import io.tokenmarket.schemas.OrderRejected;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Finds what a participant was told last about a market, which says how far the history is read.
 *
 * <p>To note each event as the last would double what is written. So one is noted in each block of
 * the topic's offsets, and the last is found among the participant's events of the last block in
 * which one was: there are seldom many.
 */
final class LastTold {
  /** So many offsets are a block; most who were told something are told again within it. */
  static final long OFFSETS = 1 << 14;

  private static final long BLOCK = ParticipantEvent.first(OFFSETS);

  private LastTold() {}

  /**
   * Whether it says how far the log is read. What intake refused never came there; of a name that
   * nobody has defined no book tells; an answer given again names the position of the first.
   */
  static boolean counts(SpecificRecord told) {
    GenericRecord event = (GenericRecord) told;
    boolean unknown =
        told instanceof OrderRejected refusal
            && refusal.getReason().equals(Reason.UNKNOWN_MARKET.name());
    return RecentEvents.position(told) >= 0 && !unknown && !MarketBook.isRepeated(event);
  }

  /**
   * Notes events in a store. What it has noted of a block it remembers, so that the store is asked
   * once in a block and not for every event. For one thread.
   */
  static final class Notes {
    private final KeyValueStore<String, SpecificRecord> history;
    private final Set<String> noted = new HashSet<>();
    private long block = -1;

    Notes(KeyValueStore<String, SpecificRecord> history) {
      this.history = history;
    }

    /** One that {@link #counts}, behind its event: who finds the block finds something in it. */
    void note(SpecificRecord told, long sequence) {
      long its = sequence - sequence % BLOCK;
      if (its != block) {
        block = its;
        noted.clear();
      }
      String key = ViewKeys.told(participant(told), market(told), block);
      if (noted.add(key)) {
        history.putIfAbsent(key, told);
      }
    }
  }

  /** Finds what the participant of an event was told last about its market, null for nothing. */
  @FunctionalInterface
  interface Search {
    SpecificRecord before(
        ReadOnlyKeyValueStore<String, SpecificRecord> history, SpecificRecord told);
  }

  /**
   * The same for many events, each block of a participant read once: who trades in a thousand
   * markets has events of all of them in it. What comes meanwhile is not found. For one thread.
   */
  static final class Sweep implements Search {
    private final Map<String, Map<String, SpecificRecord>> read = new HashMap<>();

    @Override
    public SpecificRecord before(
        ReadOnlyKeyValueStore<String, SpecificRecord> history, SpecificRecord told) {
      long block = lastBlock(history, told);
      return block < 0
          ? null
          : read.computeIfAbsent(
                  ViewKeys.event(participant(told), block),
                  unread -> lastOfAll(history, block, participant(told)))
              .get(market(told));
    }
  }

  static SpecificRecord before(
      ReadOnlyKeyValueStore<String, SpecificRecord> history, SpecificRecord told) {
    long block = lastBlock(history, told);
    return block < 0 ? null : lastOf(history, block, told);
  }

  /** The last block in which the participant was told something about the market, -1 for none. */
  private static long lastBlock(
      ReadOnlyKeyValueStore<String, SpecificRecord> history, SpecificRecord told) {
    String first = ViewKeys.told(participant(told), market(told), 0);
    String last = ViewKeys.told(participant(told), market(told), Long.MAX_VALUE);
    try (KeyValueIterator<String, SpecificRecord> blocks = history.reverseRange(first, last)) {
      return blocks.hasNext() ? ViewKeys.sequence(blocks.peekNextKey()) : -1;
    }
  }

  /** A store that is closed meanwhile looks empty. */
  private static SpecificRecord lastOf(
      ReadOnlyKeyValueStore<String, SpecificRecord> history, long block, SpecificRecord told) {
    try (KeyValueIterator<String, SpecificRecord> events =
        newestFirst(history, block, participant(told))) {
      while (events.hasNext()) {
        SpecificRecord event = events.next().value;
        if (market(event).equals(market(told)) && counts(event)) {
          return event;
        }
      }
    }
    return null;
  }

  private static Map<String, SpecificRecord> lastOfAll(
      ReadOnlyKeyValueStore<String, SpecificRecord> history, long block, String participant) {
    Map<String, SpecificRecord> last = new HashMap<>();
    try (KeyValueIterator<String, SpecificRecord> events =
        newestFirst(history, block, participant)) {
      while (events.hasNext()) {
        SpecificRecord event = events.next().value;
        if (counts(event)) {
          last.putIfAbsent(market(event), event);
        }
      }
    }
    return last;
  }

  private static KeyValueIterator<String, SpecificRecord> newestFirst(
      ReadOnlyKeyValueStore<String, SpecificRecord> history, long block, String participant) {
    return history.reverseRange(
        ViewKeys.event(participant, block), ViewKeys.event(participant, block + BLOCK - 1));
  }

  static String participant(SpecificRecord told) {
    return (String) ((GenericRecord) told).get("participant");
  }

  private static String market(SpecificRecord told) {
    return StateRecords.market(told);
  }
}
