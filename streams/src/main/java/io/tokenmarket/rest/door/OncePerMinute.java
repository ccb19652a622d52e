package io.tokenmarket.rest.door;

import java.util.concurrent.atomic.AtomicLong;

/** Says a thing once a minute at most: who provokes it must not fill the log. */
final class OncePerMinute {
  private static final long PERIOD_NANOS = 60_000_000_000L;

  private final AtomicLong last = new AtomicLong(System.nanoTime() - PERIOD_NANOS);

  void say(Runnable words) {
    long now = System.nanoTime();
    long before = last.get();
    if (now - before >= PERIOD_NANOS && last.compareAndSet(before, now)) {
      words.run();
    }
  }
}
