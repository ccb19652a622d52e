package io.tokenmarket.market;

import org.apache.avro.specific.SpecificRecord;

/**
 * One record of the market log.
 *
 * @param position its offset in the log's partition; later is greater
 * @param time when the broker appended it, milliseconds since 1970; 0 where that is not known
 * @param command one of those that {@link Command} knows, GateClosing or GateClosed
 * @param signature its header {@code signature-ed25519}, or null
 */
public record LogEntry(long position, long time, SpecificRecord command, String signature) {

  /** A record without a valid time carries a negative one. */
  public LogEntry {
    time = Math.max(0, time);
  }

  /** An entry that nobody signed. */
  public LogEntry(long position, long time, SpecificRecord command) {
    this(position, time, command, null);
  }

  /** An entry that nobody signed, of a log without times: a market of rulebook 0 needs none. */
  public LogEntry(long position, SpecificRecord command) {
    this(position, 0, command, null);
  }
}
