package io.tokenmarket.producers.client;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the brokers can be reached and let us read. While not, the outbox takes nothing new. Told
 * by one thread, asked by any.
 */
final class Reachability {
  private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);

  /** What we read from brokers comes in twenty times a second, be it empty. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  /**
   * Where there is no connection either. A broker that is replaced by another is missed for less.
   */
  private static final Duration ABSENCE = Duration.ofSeconds(1);

  private final Outbox outbox;
  private final LongSupplier nanoClock;
  private long heardAt;
  private long askedAt;
  private double heard;
  private volatile KafkaException refusal;
  private volatile Optional<String> trouble = Optional.empty();

  /**
   * @param nanoClock as {@link System#nanoTime}
   */
  Reachability(Outbox outbox, LongSupplier nanoClock) {
    this.outbox = outbox;
    this.nanoClock = nanoClock;
    this.heardAt = nanoClock.getAsLong();
    this.askedAt = heardAt;
  }

  Optional<String> trouble() {
    return trouble;
  }

  boolean isRefused() {
    return refusal != null;
  }

  /**
   * Reading was possible.
   *
   * @param answers to our reading that came from brokers so far, empty where that is not known
   * @param connections to brokers, empty where that is not known
   */
  void read(OptionalDouble answers, OptionalDouble connections) {
    long now = nanoClock.getAsLong();
    // Nobody listened while the reader was busy with what it had read.
    boolean busy = now - askedAt > ABSENCE.toNanos() / 2;
    boolean nothingNew = answers.isPresent() && answers.getAsDouble() <= heard;
    boolean silent = nothingNew && (refusal != null || !busy);
    askedAt = now;
    if (!silent) {
      heardAt = now;
      heard = answers.orElse(0);
      refusal = null;
      become(Optional.empty());
    } else if (refusal == null
        && now - heardAt > (connections.orElse(1) == 0 ? ABSENCE : SILENCE).toNanos()) {
      become(Optional.of("no broker answers"));
    }
  }

  /**
   * The brokers did not let us read. Whoever reads from now on counts from nothing, and the first
   * answer may be another refusal.
   */
  void refused(KafkaException failure) {
    refusal = failure;
    heard = 1;
    become(Optional.of("the brokers refuse: " + failure.getMessage()));
  }

  private void become(Optional<String> now) {
    if (!now.equals(trouble)) {
      LOG.warn(
          "Commands {}",
          now.map(why -> "are not sent any more: " + why).orElse("are sent and answered again"));
      trouble = now;
      outbox.hinder(now);
    }
  }
}
