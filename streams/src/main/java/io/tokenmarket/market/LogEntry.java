package io.tokenmarket.market;

import org.apache.avro.specific.SpecificRecord;

/**
 * One record of the market log.
 *
 * @param position its offset in the log's partition; later is greater
 * @param command one of those that {@link Command} knows, GateClosing or GateClosed
 */
public record LogEntry(long position, SpecificRecord command) {}
