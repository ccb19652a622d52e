package io.tokenmarket.replay;

import io.tokenmarket.market.LogEntry;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * One record of a partition, or one of those that a batch holds.
 *
 * @param offset its place in the partition; later is greater, there may be gaps, and what one batch
 *     holds shares it
 * @param time of a record of the market log, when the broker appended it, milliseconds since 1970;
 *     else, or where that is not known, 0
 * @param value a {@link SpecificRecord}, or the bytes of what is no record of the exchange as a
 *     {@link ByteBuffer}
 * @param signature of a command that was signed, its header; else null
 * @param place of a command in its batch, from 1; else 0
 */
public record LogRecord(
    long offset, long time, String key, Object value, String signature, int place) {

  /** A record that is of no batch. */
  public LogRecord(long offset, long time, String key, Object value, String signature) {
    this(offset, time, key, value, signature, 0);
  }

  /** A record of a topic whose times and signatures say nothing. */
  public LogRecord(long offset, String key, Object value) {
    this(offset, 0, key, value, null);
  }

  /** An entry of the market log. */
  static LogRecord of(String key, LogEntry entry) {
    return new LogRecord(
        entry.position(), entry.time(), key, entry.command(), entry.signature(), entry.place());
  }

  /** The entry of the market log, empty where the bytes are none. */
  public Optional<LogEntry> entry() {
    return readable().map(command -> new LogEntry(offset, time, command, signature, place));
  }

  /** The record, empty where the bytes are none. */
  public Optional<SpecificRecord> readable() {
    return value instanceof SpecificRecord known ? Optional.of(known) : Optional.empty();
  }
}
