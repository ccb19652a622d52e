package io.tokenmarket.topology.views;

import org.apache.avro.specific.SpecificRecord;

/**
 * Something the exchange told a participant.
 *
 * @param sequence its offset in the participant's partition of order-events: the same on each node,
 *     rising, with gaps
 */
public record ParticipantEvent(long sequence, SpecificRecord event) {}
