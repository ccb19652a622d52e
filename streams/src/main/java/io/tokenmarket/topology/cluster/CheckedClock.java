package io.tokenmarket.topology.cluster;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A node's clock, which shows nothing while it disagrees with the brokers': what it shows goes into
 * the log as gates, and a gate of the wrong time is an auction that others miss.
 */
public final class CheckedClock extends Clock {
  private final Clock own;
  private final BrokerTimes brokers;
  private final Duration tolerance;

  CheckedClock(Clock own, BrokerTimes brokers, Duration tolerance) {
    this.own = own;
    this.brokers = brokers;
    this.tolerance = tolerance;
  }

  /**
   * @throws DateTimeException while {@link #trouble} says why
   */
  @Override
  public Instant instant() {
    Instant now = own.instant();
    trouble(now)
        .ifPresent(
            sentence -> {
              throw new DateTimeException(sentence);
            });
    return now;
  }

  /** Why no gate can be due by this clock, empty while one may. */
  public Optional<String> trouble() {
    return trouble(own.instant());
  }

  private Optional<String> trouble(Instant now) {
    OptionalLong error = error(now);
    if (error.isEmpty()) {
      String silence = brokers.silence().replaceAll("\\.$", "");
      return Optional.of("The clock is not compared with the brokers' yet" + silence + ".");
    }
    return Math.abs(error.getAsLong()) <= tolerance.toMillis()
        ? Optional.empty()
        : Optional.of(sentence(error.getAsLong()));
  }

  private String sentence(long error) {
    return String.format(
        Locale.ROOT,
        "The clock is %.1f s %s the brokers'; no auctions are held by it until it is within %d ms.",
        Math.abs(error) / 1e3,
        error > 0 ? "ahead of" : "behind",
        tolerance.toMillis());
  }

  /** Seconds by which it is ahead of the brokers', empty where that is not known. */
  public Optional<Double> errorSeconds() {
    OptionalLong error = error(own.instant());
    return error.isEmpty() ? Optional.empty() : Optional.of(error.getAsLong() / 1e3);
  }

  private OptionalLong error(Instant now) {
    return brokers.error(now.toEpochMilli(), System.nanoTime());
  }

  @Override
  public ZoneId getZone() {
    return own.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new CheckedClock(own.withZone(zone), brokers, tolerance);
  }
}
