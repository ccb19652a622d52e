package io.tokenmarket.market;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Records by id, in log order, with a hash over all of them that follows each change. */
final class Ledger<T extends SpecificRecord> {
  /** The digest is kept: to hash a record again when it goes would cost as much as when it came. */
  private record Entry<T>(T record, byte[] digest) {}

  private final Map<String, Entry<T>> entries = new LinkedHashMap<>();
  private final MultisetHash hash = new MultisetHash();
  private final RecordHash recordHash;

  Ledger(RecordHash recordHash) {
    this.recordHash = recordHash;
  }

  /**
   * Adds a record behind those already there.
   *
   * @throws IllegalStateException where the id is taken
   */
  void add(String id, T record) {
    byte[] digest = recordHash.named(record);
    if (entries.putIfAbsent(id, new Entry<>(record, digest)) != null) {
      throw new IllegalStateException("'" + id + "' is already there");
    }
    hash.add(digest);
  }

  /**
   * Takes a record out.
   *
   * @throws IllegalStateException where there is none of this id
   */
  T remove(String id) {
    Entry<T> entry = entries.remove(id);
    if (entry == null) {
      throw new IllegalStateException("'" + id + "' is not there");
    }
    hash.remove(entry.digest());
    return entry.record();
  }

  /**
   * Puts a record in the place of the one of this id.
   *
   * @throws IllegalStateException where there is none
   */
  void replace(String id, T record) {
    byte[] digest = recordHash.named(record);
    Entry<T> before = entries.replace(id, new Entry<>(record, digest));
    if (before == null) {
      throw new IllegalStateException("'" + id + "' is not there");
    }
    hash.remove(before.digest());
    hash.add(digest);
  }

  /** The record of this id, or null. */
  T get(String id) {
    Entry<T> entry = entries.get(id);
    return entry == null ? null : entry.record();
  }

  /** All records in log order; a view. */
  Collection<T> all() {
    return new AbstractCollection<>() {
      @Override
      public Iterator<T> iterator() {
        Iterator<Entry<T>> each = entries.values().iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return each.hasNext();
          }

          @Override
          public T next() {
            return each.next().record();
          }
        };
      }

      @Override
      public int size() {
        return entries.size();
      }
    };
  }

  /** The record that stands first in the log; there must be one. */
  T first() {
    return entries.values().iterator().next().record();
  }

  int size() {
    return entries.size();
  }

  byte[] hash() {
    return hash.sum();
  }
}
