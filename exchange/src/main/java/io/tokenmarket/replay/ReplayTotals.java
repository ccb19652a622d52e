package io.tokenmarket.replay;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.SigningKeys;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What has been replayed and compared so far. For one thread. */
public final class ReplayTotals {
  /** So many records that are none of the exchange's are named. */
  private static final int NAMED = 1_000;

  long commands;
  long events;
  long clearings;
  long views;
  long unreadable;
  long unanswered;
  long expired;
  long intake;
  private long strange;
  private final List<ForeignRecord> strangers = new ArrayList<>();
  private long signatures;
  private long badSignatures;

  ReplayTotals() {}

  /** Counts a record that is none of the exchange's. */
  void strange(ForeignRecord found) {
    strange++;
    if (strangers.size() < NAMED) {
      strangers.add(found);
    }
  }

  /** How many records are none of the exchange's, those of the market log included. */
  public long strange() {
    return strange;
  }

  /** The first of them. */
  public List<ForeignRecord> strangers() {
    return List.copyOf(strangers);
  }

  /** Counts what an entry says of signatures. */
  void signed(LogEntry entry, List<SpecificRecord> events) {
    if (events.stream().anyMatch(SigningKeys::isRefusal)) {
      badSignatures++;
    } else if (entry.signature() != null) {
      signatures++;
    }
  }

  /** Signed commands whose signature was not refused: checked, or of senders without a key. */
  public long signatures() {
    return signatures;
  }

  /** Commands that were refused because their signature is missing, wrong or expired. */
  public long badSignatures() {
    return badSignatures;
  }

  /** Entries of the market log that were replayed, gates included. */
  public long commands() {
    return commands;
  }

  /** Clearings, trades and order events: compared, or only recomputed where nothing is compared. */
  public long events() {
    return events;
  }

  /** Clearings among the events. */
  public long clearings() {
    return clearings;
  }

  /** Records of the views that were compared. */
  public long views() {
    return views;
  }

  /** Entries of the market log that are no commands; the engine passes over them, too. */
  public long unreadable() {
    return unreadable;
  }

  /** Events of entries that the engine had not handled when the record was taken. */
  public long unanswered() {
    return unanswered;
  }

  /** Order events that are deleted already. */
  public long expired() {
    return expired;
  }

  /** Refusals of intake: their commands never reached the log, so nothing can be said of them. */
  public long intake() {
    return intake;
  }
}
