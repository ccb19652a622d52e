package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.ClearingPart;
import io.tokenmarket.schemas.registry.ClearingParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The clearings in the markets' store. One that is published in parts is kept in them, each under a
 * key of its own; under the clearing's key is the first, once all are there. So a part is read and
 * kept before its offset is committed, and whoever looks finds a clearing whole or not at all.
 */
final class Clearings {
  private static final int HASH_BYTES = 32;

  private final ReadOnlyKeyValueStore<String, SpecificRecord> store;

  Clearings(ReadOnlyKeyValueStore<String, SpecificRecord> store) {
    this.store = store;
  }

  /** Null where there is none. */
  Clearing get(String market, long interval) {
    return whole(store.get(ViewKeys.clearing(market, interval)));
  }

  /** The last of a market, null where there is none. */
  Clearing last(String market) {
    String first = ViewKeys.clearing(market, 0);
    return whole(HistoryProcessor.last(store, first, ViewKeys.clearing(market, Long.MAX_VALUE)));
  }

  /** Those from one interval to before another, the first of them. */
  List<Clearing> range(String market, long from, long to, int limit) {
    List<Clearing> found = new ArrayList<>();
    String first = ViewKeys.clearing(market, from);
    String last = ViewKeys.clearing(market, to - 1);
    try (KeyValueIterator<String, SpecificRecord> entries = store.range(first, last)) {
      while (found.size() < limit && entries.hasNext()) {
        found.add(whole(entries.next().value));
      }
    }
    return found;
  }

  private Clearing whole(SpecificRecord found) {
    return found instanceof ClearingPart first
        ? ClearingParts.join(parts(first))
        : (Clearing) found;
  }

  private List<ClearingPart> parts(ClearingPart any) {
    List<ClearingPart> parts = new ArrayList<>();
    for (int number = 0; number < any.getParts(); number++) {
      parts.add((ClearingPart) store.get(ViewKeys.part(any.getClearing(), number)));
    }
    return parts;
  }

  /**
   * Keeps a part where it follows what is kept of its clearing.
   *
   * @return the clearing of which it is the last, empty where it is not
   */
  Optional<Clearing> take(ClearingPart part, KeyValueStore<String, SpecificRecord> kept) {
    if (part.getClearing().getHash().remaining() != HASH_BYTES) {
      throw new IllegalArgumentException("what should be a hash is none");
    }
    int number = part.getPart();
    ClearingPart before =
        number <= 0
            ? null
            : (ClearingPart) store.get(ViewKeys.part(part.getClearing(), number - 1));
    if (!ClearingParts.follows(part, before)) {
      return Optional.empty();
    }
    kept.put(ViewKeys.part(part.getClearing(), number), part);
    return number + 1 < part.getParts()
        ? Optional.empty()
        : Optional.of(ClearingParts.join(parts(part)));
  }

  /** Keeps a clearing: its parts, where it has them, are kept already. */
  void put(Clearing clearing, KeyValueStore<String, SpecificRecord> kept) {
    SpecificRecord first = store.get(ViewKeys.part(clearing, 0));
    kept.put(
        ViewKeys.clearing(clearing.getMarket(), clearing.getInterval()),
        first == null ? clearing : first);
  }
}
