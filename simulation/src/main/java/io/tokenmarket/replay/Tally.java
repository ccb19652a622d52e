package io.tokenmarket.replay;

/** What has been replayed and compared so far. For one thread. */
public final class Tally {
  long commands;
  long events;
  long clearings;
  long views;
  long unreadable;
  long unanswered;
  long expired;
  long intake;

  Tally() {}

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
