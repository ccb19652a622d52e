package io.tokenmarket.replay;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * One record of a partition.
 *
 * @param offset its place in the partition; later is greater, and there may be gaps
 * @param value a {@link SpecificRecord}, or the bytes of what is no record of the exchange as a
 *     {@link ByteBuffer}
 * @param signature of a command that was signed, its header; else null
 */
public record LogRecord(long offset, String key, Object value, String signature) {

  /** A record that nobody signed. */
  public LogRecord(long offset, String key, Object value) {
    this(offset, key, value, null);
  }

  /** The record, empty where the bytes are none. */
  public Optional<SpecificRecord> readable() {
    return value instanceof SpecificRecord known ? Optional.of(known) : Optional.empty();
  }
}
