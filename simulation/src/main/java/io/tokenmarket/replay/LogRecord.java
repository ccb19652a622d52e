package io.tokenmarket.replay;

import io.tokenmarket.market.LogEntry;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * One record of a partition.
 *
 * @param offset its place in the partition; later is greater, and there may be gaps
 * @param time of a record of the market log, when the broker appended it, milliseconds since 1970;
 *     else, or where that is not known, 0
 * @param value a {@link SpecificRecord}, or the bytes of what is no record of the exchange as a
 *     {@link ByteBuffer}
 * @param signature of a command that was signed, its header; else null
 */
public record LogRecord(long offset, long time, String key, Object value, String signature) {

  /** A record of a topic whose times and signatures say nothing. */
  public LogRecord(long offset, String key, Object value) {
    this(offset, 0, key, value, null);
  }

  /** The entry of the market log, empty where the bytes are none. */
  public Optional<LogEntry> entry() {
    return readable().map(command -> new LogEntry(offset, time, command, signature));
  }

  /** The record, empty where the bytes are none. */
  public Optional<SpecificRecord> readable() {
    return value instanceof SpecificRecord known ? Optional.of(known) : Optional.empty();
  }
}
