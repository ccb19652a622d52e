package io.tokenmarket.topology.views;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * The markets of a partition as of a position of its log.
 *
 * @param position of the last record of the log that had its effect, -1 for none
 * @param records what the states are made of
 * @param lastEvents what each participant was told last about each market, and last settlements
 * @param computed the last events that the log gave
 */
record Snapshot(
    long position,
    List<SpecificRecord> records,
    List<SpecificRecord> lastEvents,
    RecentEvents computed) {}
