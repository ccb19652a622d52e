package io.tokenmarket.replay;

import org.apache.avro.specific.SpecificRecord;

/**
 * An event that the log gives.
 *
 * @param partition of the market log
 * @param position of the entry that causes it
 * @param interval the market's last auction, this one included; -1 before the first
 */
record Effect(int partition, long position, long interval, SpecificRecord event) {}
