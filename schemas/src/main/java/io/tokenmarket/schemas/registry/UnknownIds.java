package io.tokenmarket.schemas.registry;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Ids of schemas that the registry was asked for in vain. Who makes ids up, another in each record,
 * must not have it asked each time: whoever waits for its answer serves nobody meanwhile.
 */
final class UnknownIds {
  /** So many are asked for; of more nothing is known until the first are forgotten. */
  static final int MOST = 100;

  private static final long KEPT_NANOS = 60_000_000_000L;

  private final LongSupplier nanoTime;

  /** When each was asked for, the longest ago first. */
  private final Map<Integer, Long> asked = new LinkedHashMap<>();

  /**
   * @param nanoTime as {@link System#nanoTime()}
   */
  UnknownIds(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether the registry may be asked for this one. */
  synchronized boolean mayBeAsked(int id) {
    long now = nanoTime.getAsLong();
    Iterator<Long> times = asked.values().iterator();
    while (times.hasNext() && now - times.next() > KEPT_NANOS) {
      times.remove();
    }
    return asked.size() < MOST && !asked.containsKey(id);
  }

  /** It was asked for and is not there. */
  synchronized void isUnknown(int id) {
    asked.put(id, nanoTime.getAsLong());
  }
}
