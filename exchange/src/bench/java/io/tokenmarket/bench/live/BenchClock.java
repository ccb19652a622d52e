package io.tokenmarket.bench.live;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Tells the exchange when gates are due. It does not move while the benchmark prepares, then runs
 * behind the true time, and catches up when the benchmark wants a gate.
 */
final class BenchClock extends Clock {
  private volatile long stoppedAt;
  private volatile long behindMillis;

  /** A clock that does not move, so far behind the true time of now. */
  BenchClock(long behind) {
    stoppedAt = System.currentTimeMillis() - behind;
  }

  /** From now on runs, so far behind the true time. */
  void run(long behind) {
    behindMillis = behind;
    stoppedAt = 0;
  }

  /** From now on tells the true time. */
  void catchUp() {
    run(0);
  }

  @Override
  public long millis() {
    long still = stoppedAt;
    return still != 0 ? still : System.currentTimeMillis() - behindMillis;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
