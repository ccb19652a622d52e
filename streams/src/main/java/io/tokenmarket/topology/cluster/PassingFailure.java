package io.tokenmarket.topology.cluster;

import io.tokenmarket.schemas.Causes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Failures of Kafka's clients that may pass without anything of ours being mended: rights and
 * credentials that are being changed, brokers that are away for long.
 */
public final class PassingFailure {
  private static final List<Class<? extends Exception>> KINDS =
      List.of(AuthorizationException.class, AuthenticationException.class, TimeoutException.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private PassingFailure() {}

  /** Such a failure among the causes of this one. */
  public static Optional<Throwable> in(Throwable failure) {
    return Causes.of(failure).filter(PassingFailure::passes).findFirst();
  }

  /** Within transactions, the client has no exception of its own for a right that is missing. */
  private static boolean passes(Throwable cause) {
    return KINDS.stream().anyMatch(kind -> kind.isInstance(cause))
        || cause.getClass() == KafkaException.class
            && String.valueOf(cause.getMessage()).endsWith("authorization failed.");
  }

  /**
   * Waits a moment before the next try.
   *
   * @return false where the thread is to stop instead
   */
  public static boolean pause() {
    return pause(PAUSE);
  }

  /** The same for so long. */
  public static boolean pause(Duration moment) {
    try {
      Thread.sleep(moment.toMillis());
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
