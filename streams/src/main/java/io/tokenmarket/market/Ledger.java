package io.tokenmarket.market;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Records by id, in log order, with a hash over all of them that follows each change. */
final class Ledger<T extends SpecificRecord> {
  private final Map<String, T> records = new LinkedHashMap<>();
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
    if (records.putIfAbsent(id, record) != null) {
      throw new IllegalStateException("'" + id + "' is already there");
    }
    hash.add(recordHash.named(record));
  }

  /**
   * Takes a record out.
   *
   * @throws IllegalStateException where there is none of this id
   */
  T remove(String id) {
    T record = records.remove(id);
    if (record == null) {
      throw new IllegalStateException("'" + id + "' is not there");
    }
    hash.remove(recordHash.named(record));
    return record;
  }

  /**
   * Puts a record in the place of the one of this id.
   *
   * @throws IllegalStateException where there is none
   */
  void replace(String id, T record) {
    T before = records.replace(id, record);
    if (before == null) {
      throw new IllegalStateException("'" + id + "' is not there");
    }
    hash.remove(recordHash.named(before));
    hash.add(recordHash.named(record));
  }

  /** The record of this id, or null. */
  T get(String id) {
    return records.get(id);
  }

  /** All records in log order; a view. */
  Collection<T> all() {
    return Collections.unmodifiableCollection(records.values());
  }

  /** The record that stands first in the log; there must be one. */
  T first() {
    return records.values().iterator().next();
  }

  int size() {
    return records.size();
  }

  byte[] hash() {
    return hash.sum();
  }
}
