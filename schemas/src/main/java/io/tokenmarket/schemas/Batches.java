package io.tokenmarket.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/** Commands and events that share a record: how many may, and who is told so. */
public final class Batches {
  /** Most commands of a batch. */
  public static final int MOST_COMMANDS = 1_000;

  /** Most bytes of a batch. */
  public static final int LONGEST = 262_144;

  /** Most events in a record. */
  public static final int MOST_EVENTS = 100;

  private Batches() {}

  /** The events that a record of {@code order-events} holds, of any other topic itself. */
  @SuppressWarnings("unchecked")
  public static List<SpecificRecord> events(SpecificRecord record) {
    return record instanceof EventBatch batch
        ? (List<SpecificRecord>) (List<?>) batch.getEvents()
        : List.of(record);
  }

  /** How many those are. */
  public static int size(SpecificRecord record) {
    return record instanceof EventBatch batch ? batch.getEvents().size() : 1;
  }

  /**
   * The records in which events are published: neighbours of one participant in one where they are
   * told in batches, each other by itself.
   *
   * @param batched which are told so
   */
  public static List<SpecificRecord> records(
      List<SpecificRecord> events, Predicate<SpecificRecord> batched) {
    List<SpecificRecord> records = new ArrayList<>();
    EventBatch open = null;
    for (SpecificRecord event : events) {
      if (!batched.test(event)) {
        open = null;
        records.add(event);
      } else {
        if (open == null || !takes(open, event)) {
          open = begun(event);
          records.add(open);
        }
        open.getEvents().add(event);
      }
    }
    return records;
  }

  private static boolean takes(EventBatch open, SpecificRecord event) {
    return open.getEvents().size() < MOST_EVENTS
        && open.getParticipant().equals(text(event, "participant"))
        && open.getMarket().equals(text(event, "market"));
  }

  private static EventBatch begun(SpecificRecord event) {
    return new EventBatch(text(event, "market"), text(event, "participant"), new ArrayList<>());
  }

  private static String text(SpecificRecord event, String field) {
    return (String) ((GenericRecord) event).get(field);
  }
}
