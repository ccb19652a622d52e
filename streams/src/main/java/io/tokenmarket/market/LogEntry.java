package io.tokenmarket.market;

import org.apache.avro.specific.SpecificRecord;

/**
 * One record of the market log.
 *
 * @param position its offset in the log's partition; later is greater
 * @param command one of those that {@link Command} knows, GateClosing or GateClosed
 * @param signature its header {@code signature-ed25519}, or null
 */
public record LogEntry(long position, SpecificRecord command, String signature) {

  /** An entry that nobody signed. */
  public LogEntry(long position, SpecificRecord command) {
    this(position, command, null);
  }
}
