package io.tokenmarket.schemas.registry;

import io.tokenmarket.schemas.ClearingPart;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Joins the parts of clearings at a reader's edge, so that nobody behind it sees a part. For a
 * partition of the topic, read in its order; not thread-safe.
 *
 * <p>Parts belong together by the hash of the whole. One that does not go on where its clearing is,
 * is dropped. So what somebody else writes is in no clearing's way.
 */
public final class ClearingJoin {
  /** So many clearings are kept of which parts are missing; the exchange leaves none. */
  private static final int MOST = 8;

  private final Map<ByteBuffer, List<ClearingPart>> begun =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, List<ClearingPart>> eldest) {
          return size() > MOST;
        }
      };

  /** The record itself, or the clearing of which it is the last part; empty where more follow. */
  public Optional<SpecificRecord> take(SpecificRecord record) {
    return record instanceof ClearingPart part ? join(part) : Optional.of(record);
  }

  private Optional<SpecificRecord> join(ClearingPart part) {
    ByteBuffer hash = part.getClearing().getHash();
    List<ClearingPart> parts = begun.getOrDefault(hash, List.of());
    ClearingPart before = parts.isEmpty() ? null : parts.get(parts.size() - 1);
    if (!ClearingParts.follows(part, before)) {
      return Optional.empty();
    }
    List<ClearingPart> more = begun.computeIfAbsent(hash, first -> new ArrayList<>());
    more.add(part);
    if (more.size() < part.getParts()) {
      return Optional.empty();
    }
    begun.remove(hash);
    return Optional.of(ClearingParts.join(more));
  }
}
