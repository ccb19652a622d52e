package io.tokenmarket.chaos;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for conditions, never longer than it was told to. */
final class Patience {
  private static final long PERIOD_MILLIS = 50;

  private Patience() {}

  /**
   * @throws BrokenPromiseException where it does not come true in time
   */
  static void await(Duration limit, String what, BooleanSupplier condition)
      throws InterruptedException {
    long began = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - began > limit.toNanos()) {
        throw new BrokenPromiseException("waited " + limit.toSeconds() + " s for " + what);
      }
      TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
    }
  }
}
