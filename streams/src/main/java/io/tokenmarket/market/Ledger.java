package io.tokenmarket.market;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;

/** Records by name, in log order, with a hash over all of them that follows each change. */
final class Ledger<K, T extends SpecificRecord> {
  /** The digest is kept: to hash a record again when it goes would cost as much as when it came. */
  record Entry<T>(T record, byte[] digest) {}

  private final Map<K, Entry<T>> entries = new LinkedHashMap<>();
  private final MultisetHash hash = new MultisetHash();
  private final Function<T, byte[]> digested;

  /** A ledger of records that are digested whole. */
  Ledger(RecordHash recordHash) {
    this(recordHash::named);
  }

  /**
   * @param digested the 32 bytes of a record
   */
  Ledger(Function<T, byte[]> digested) {
    this.digested = digested;
  }

  /**
   * Adds a record behind those already there.
   *
   * @throws IllegalStateException where the name is taken
   */
  void add(K name, T record) {
    byte[] digest = digested.apply(record);
    if (entries.putIfAbsent(name, new Entry<>(record, digest)) != null) {
      throw new IllegalStateException("'" + name + "' is already there");
    }
    hash.add(digest);
  }

  /**
   * Takes a record out.
   *
   * @throws IllegalStateException where there is none of this name
   */
  T remove(K name) {
    Entry<T> entry = entries.remove(name);
    if (entry == null) {
      throw new IllegalStateException("'" + name + "' is not there");
    }
    hash.remove(entry.digest());
    return entry.record();
  }

  /**
   * Puts a record in the place of the one of this name.
   *
   * @throws IllegalStateException where there is none
   */
  void replace(K name, T record) {
    byte[] digest = digested.apply(record);
    Entry<T> before = entries.replace(name, new Entry<>(record, digest));
    if (before == null) {
      throw new IllegalStateException("'" + name + "' is not there");
    }
    hash.remove(before.digest());
    hash.add(digest);
  }

  /** The record of this name, or null. */
  T get(K name) {
    Entry<T> entry = entries.get(name);
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

  /** All records with their digests, in the order in which their names came; a view. */
  Collection<Entry<T>> entries() {
    return Collections.unmodifiableCollection(entries.values());
  }

  /** The same in the order of what their positions in the log are. */
  Collection<Entry<T>> inOrder(ToLongFunction<T> position) {
    return entries.values().stream()
        .sorted(Comparator.comparingLong(entry -> position.applyAsLong(entry.record())))
        .toList();
  }

  /** The record that is first in the log; there must be one. */
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
