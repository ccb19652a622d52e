package io.tokenmarket.chaos;

import java.time.Duration;
import java.time.Instant;

/**
 * A fault from its beginning until it was over.
 *
 * @param fault what was done
 * @param auctioned when every market had held an auction whose gate was due after the beginning
 * @param until when all processes served and every market had been auctioned again
 */
record Disturbance(Fault fault, Instant from, Instant auctioned, Instant until) {
  /** A gate may be due and its auction not committed yet when the fault strikes. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(3);

  /** From the beginning to the next auction of the market that waited longest for it. */
  Duration recovery() {
    return Duration.between(from, auctioned);
  }

  boolean covers(Instant gate) {
    return !gate.isBefore(from.minus(UNDER_WAY)) && !gate.isAfter(until);
  }
}
