package io.tokenmarket.topology.views;

import org.apache.avro.specific.SpecificRecord;

/**
 * Something the exchange told a participant.
 *
 * @param sequence {@link #first} of its record in order-events, and one more for each event before
 *     it in that: the same on each node, rising, with gaps
 */
public record ParticipantEvent(long sequence, SpecificRecord event) {
  /** More than there are events in a record. */
  private static final long PLACES = 128;

  /** That of the first event in the record at this offset of the participant's partition. */
  static long first(long offset) {
    return offset * PLACES;
  }
}
