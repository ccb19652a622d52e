package io.tokenmarket.topology.views;

import io.tokenmarket.market.RecordHash;
import io.tokenmarket.schemas.ClearingPart;
import io.tokenmarket.schemas.MarketChanged;
import io.tokenmarket.schemas.OrderRejected;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/**
 * The last events that one partition of the log gives, so that what is published can be held
 * against them. Of each there is a digest of 64 bits with a salt that nobody else knows, so nobody
 * can make another record of the same digest.
 */
public final class RecentEvents {
  /** So many events are kept. */
  static final int KEPT = 1 << 18;

  /** So many are put in order each time they are asked for. */
  private static final int FEW = 64;

  /** A gate's trades and what participants are told of it are not read at the same pace. */
  private static final int SORTED = 8;

  private static final int FIRST_ROOM = 1 << 10;
  private static final int SALT = 16;

  private final RecordHash hash = new RecordHash();
  private final byte[] salt;
  private long[] positions = new long[FIRST_ROOM];
  private long[] digests = new long[FIRST_ROOM];
  private int first;
  private int size;

  /** Of the positions with very many events that were asked for last. */
  private final Map<Long, long[]> sorted =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, long[]> eldest) {
          return size() > SORTED;
        }
      };

  /** Up to this position events are not kept any more. */
  private long forgotten;

  /** The position that was asked for last. */
  private long asked = -1;

  private RecentEvents(byte[] salt, long forgotten) {
    this.salt = salt;
    this.forgotten = forgotten;
  }

  /**
   * None yet.
   *
   * @param position what the log gives up to there is not known
   */
  public static RecentEvents behind(long position) {
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    return new RecentEvents(salt, position);
  }

  /** Those whose {@link #bytes} these are. */
  static RecentEvents of(byte[] bytes) {
    ByteBuffer kept = ByteBuffer.wrap(bytes);
    byte[] salt = new byte[SALT];
    kept.get(salt);
    RecentEvents computed = new RecentEvents(salt, kept.getLong());
    while (kept.hasRemaining()) {
      computed.add(kept.getLong(), kept.getLong());
    }
    return computed;
  }

  /** All of it, for the next start. */
  synchronized byte[] bytes() {
    ByteBuffer kept = ByteBuffer.allocate(SALT + (1 + 2 * size) * Long.BYTES);
    kept.put(salt).putLong(forgotten);
    for (int i = 0; i < size; i++) {
      kept.putLong(positions[at(i)]).putLong(digests[at(i)]);
    }
    return kept.array();
  }

  /**
   * An answer given again names another position, and is not held against anything. Nor is what an
   * entry gives that is read again, as where the log came back shorter.
   */
  public synchronized void add(long position, List<SpecificRecord> events) {
    if (size > 0 && position < positions[at(size - 1)]) {
      return;
    }
    for (SpecificRecord event : events) {
      if (position(event) == position) {
        add(position, digest(event));
      }
    }
  }

  private void add(long position, long digest) {
    if (size == KEPT) {
      forgotten = positions[first];
      first = at(1);
      size--;
    } else if (size == positions.length) {
      positions = Arrays.copyOf(positions, 2 * size);
      digests = Arrays.copyOf(digests, 2 * size);
    }
    positions[at(size)] = position;
    digests[at(size)] = digest;
    size++;
  }

  /** What is to be believed of a record whose cause is read. */
  public synchronized RecordTrust of(SpecificRecord published) {
    long position = position(published);
    if (position <= forgotten || MarketBook.isRepeated((GenericRecord) published)) {
      return RecordTrust.UNKNOWN;
    }
    long[] given = sorted.get(position);
    if (given == null) {
      given = given(position);
    }
    boolean known = Arrays.binarySearch(given, digest(published)) >= 0;
    return known ? RecordTrust.COMPUTED : RecordTrust.FORGED;
  }

  /** What the entry at a position gave, in order of the digests: of a gate it may be very much. */
  private long[] given(long position) {
    int first = below(position);
    long[] given = new long[below(position + 1) - first];
    Arrays.setAll(given, i -> digests[at(first + i)]);
    Arrays.sort(given);
    if (given.length > FEW) {
      sorted.put(position, given);
    }
    return given;
  }

  /** A record of this position is asked for: what is before it will hardly be. */
  synchronized void ask(long position) {
    asked = position;
  }

  /** Whether so many more would be lost that have not been asked for. */
  synchronized boolean isFarAhead() {
    return size - below(asked + 1) >= KEPT / 2;
  }

  /** How many events are before a position. */
  private int below(long position) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (positions[at(middle)] < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int at(int index) {
    return (first + index) & (positions.length - 1);
  }

  private long digest(SpecificRecord event) {
    return ByteBuffer.wrap(hash.next(salt, worded(event))).getLong();
  }

  /** The words of a sentence may be others than those of another release. */
  private static SpecificRecord worded(SpecificRecord event) {
    if (event instanceof OrderRejected refusal) {
      return OrderRejected.newBuilder(refusal).setDetail("").build();
    }
    return event instanceof MarketChanged change
        ? MarketChanged.newBuilder(change).setDetail("").build()
        : event;
  }

  /** The entry that an event names as its cause; negative for what intake refused. */
  static long position(SpecificRecord event) {
    return event instanceof ClearingPart part
        ? part.getClearing().getLogPosition()
        : (Long) ((GenericRecord) event).get("logPosition");
  }
}
