package io.tokenmarket.rest.security;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each of those who ask: so many requests a second, twice as many at once. Safe
 * for use by several threads.
 */
public final class RateLimit {
  private static final int REMEMBERED = 10_000;

  private final int perSecond;
  private final TimeMeter clock;
  private final Map<String, Bucket> buckets = new LeastRecentlyUsed();

  /**
   * @param perSecond requests, 1 or more
   */
  public RateLimit(int perSecond) {
    this(perSecond, TimeMeter.SYSTEM_NANOTIME);
  }

  RateLimit(int perSecond, TimeMeter clock) {
    this.perSecond = perSecond;
    this.clock = clock;
  }

  /** Counts a request; how long to wait where it is one too many, zero where it is not. */
  public Duration take(String who) {
    ConsumptionProbe probe = bucket(who).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
  }

  private Bucket bucket(String who) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(who, name -> newBucket());
    }
  }

  private Bucket newBucket() {
    return Bucket.builder()
        .withCustomTimePrecision(clock)
        .addLimit(
            limit -> limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }

  private static final class LeastRecentlyUsed extends LinkedHashMap<String, Bucket> {
    private static final long serialVersionUID = 1L;

    LeastRecentlyUsed() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
      return size() > REMEMBERED;
    }
  }
}
