package io.tokenmarket.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One page of the entries shown to it. A cursor names the last entry of the page before. */
final class NamedPage<T> {
  private final Function<T, String> name;
  private final Optional<String> cursor;
  private final int limit;
  private final List<T> entries = new ArrayList<>();
  private boolean begun;
  private boolean more;

  /**
   * @param name of an entry, unique in the list
   */
  NamedPage(Parameters parameters, Function<T, String> name) {
    this.name = name;
    this.cursor = parameters.cursor();
    this.limit = parameters.limit();
    this.begun = cursor.isEmpty();
  }

  /** False once the page is full. */
  boolean show(T entry) {
    if (!begun) {
      begun = cursor.orElseThrow().equals(name.apply(entry));
    } else if (entries.size() < limit) {
      entries.add(entry);
    } else {
      more = true;
    }
    return !more;
  }

  /** Whether the entry that the cursor names was met. */
  boolean isBegun() {
    return begun;
  }

  List<T> entries() {
    return entries;
  }

  /** The cursor of the next page, null on the last. */
  String next() {
    return more ? Parameters.cursor(name.apply(entries.get(entries.size() - 1))) : null;
  }
}
