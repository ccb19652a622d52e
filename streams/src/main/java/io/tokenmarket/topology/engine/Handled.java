package io.tokenmarket.topology.engine;

import java.nio.ByteBuffer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * How far a partition of the log is handled, and which log that is.
 *
 * @param position of the last entry handled
 * @param since position of the first entry of which the time is known
 * @param latest time of an entry taken from then on, the greatest there was
 * @param log the topic's id; zero where an earlier release wrote this, which kept the position only
 * @param taken position of the last entry read; those behind the position wait
 * @param published how many events of the entry at the position are published, or {@link #ALL}
 */
record Handled(long position, long since, long latest, Uuid log, long taken, long published) {
  /** Of an entry all of whose events are published. */
  static final long ALL = -1;

  private static final int BYTES = 7 * Long.BYTES;

  /** Eight bytes are an early release's position; a later one kept five numbers. */
  static Serde<Handled> serde() {
    Serializer<Handled> writing = (topic, handled) -> handled == null ? null : handled.bytes();
    Deserializer<Handled> reading = (topic, bytes) -> bytes == null ? null : of(bytes);
    return Serdes.serdeFrom(writing, reading);
  }

  private byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .putLong(position)
        .putLong(since)
        .putLong(latest)
        .putLong(log.getMostSignificantBits())
        .putLong(log.getLeastSignificantBits())
        .putLong(taken)
        .putLong(published)
        .array();
  }

  static Handled of(byte[] bytes) {
    ByteBuffer read = ByteBuffer.wrap(bytes);
    long position = read.getLong();
    if (!read.hasRemaining()) {
      return new Handled(position, position + 1, Long.MIN_VALUE, Uuid.ZERO_UUID, position, ALL);
    }
    long since = read.getLong();
    long latest = read.getLong();
    Uuid log = new Uuid(read.getLong(), read.getLong());
    return read.hasRemaining()
        ? new Handled(position, since, latest, log, read.getLong(), read.getLong())
        : new Handled(position, since, latest, log, position, ALL);
  }

  /** Nothing of this log. */
  static Handled nothing(Uuid log) {
    return new Handled(-1, 0, Long.MIN_VALUE, log, -1, ALL);
  }

  /** The same with this entry taken besides. */
  Handled withTaken(long at, long time, Uuid in) {
    return new Handled(position, since, Math.max(latest, time), in, at, published);
  }

  /** The same with this entry handled, and so many of its events published. */
  Handled with(long at, long some) {
    return new Handled(at, since, latest, log, taken, some);
  }

  /** The position before which everything is answered whole. */
  long end() {
    return published == ALL ? position + 1 : position;
  }

  /** Whether an entry with this time may be the one that was handled. */
  boolean mayBe(long at, long time) {
    return at < since || time <= latest;
  }
}
