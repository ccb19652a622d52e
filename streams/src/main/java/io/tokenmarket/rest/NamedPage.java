package io.tokenmarket.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One page of the entries shown to it. A cursor names the last entry of the page before. */
final class NamedPage<T> {
  private static final Pattern INTERVAL = Pattern.compile("\\d{1,18}");

  private final Parameters parameters;
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
    this.parameters = parameters;
    this.name = name;
    this.cursor = parameters.cursor();
    this.limit = parameters.limit();
    this.begun = cursor.isEmpty();
  }

  /**
   * Where to begin reading: nothing before the page is read again but the interval it begins in.
   *
   * @param from the first interval of the range; names begin with the interval
   */
  long begin(long from) {
    return cursor.map(named -> Math.max(from, interval(named))).orElse(from);
  }

  private long interval(String named) {
    String first = named.substring(0, Math.max(0, named.indexOf('/')));
    if (!INTERVAL.matcher(first).matches()) {
      throw parameters.cursorRefused();
    }
    return Long.parseLong(first);
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
