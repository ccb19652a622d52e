package io.tokenmarket.chaos;

import java.time.Duration;
import java.time.Instant;

/**
 * A fault from its beginning until it was over.
 *
 * @param fault what was done
 * @param prepared when its preparation began, which may keep a busy machine as well
 * @param from when it was done
 * @param auctioned when every market had held an auction whose gate was due after the beginning
 * @param until when all processes served and every market had been auctioned again
 */
record Disturbance(Fault fault, Instant prepared, Instant from, Instant auctioned, Instant until) {
  /** A gate may be due and its auction not committed yet when the fault strikes. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(3);

  /** One that needs no preparation. */
  Disturbance(Fault fault, Instant from, Instant auctioned, Instant until) {
    this(fault, from, from, auctioned, until);
  }

  /** From the beginning to the next auction of the market that waited longest for it. */
  Duration recovery() {
    return Duration.between(from, auctioned);
  }

  boolean covers(Instant gate) {
    return !gate.isBefore(prepared.minus(UNDER_WAY)) && !gate.isAfter(until);
  }
}
