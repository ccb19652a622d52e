package io.tokenmarket.producers.client;

import java.time.Duration;

/**
 * How long a command waits for its answer. Resending is safe: the exchange counts a command id
 * once.
 *
 * @param answerTimeout from one sending to the next
 * @param tries sendings before the command's future fails
 */
public record ResendPolicy(Duration answerTimeout, int tries) {
  public ResendPolicy {
    if (answerTimeout.isNegative() || answerTimeout.isZero() || tries < 1) {
      throw new IllegalArgumentException(
          "a command needs a positive timeout and at least one try, not %s and %s"
              .formatted(answerTimeout, tries));
    }
  }

  /** Six tries, five seconds apart. */
  public static ResendPolicy standard() {
    return new ResendPolicy(Duration.ofSeconds(5), 6);
  }
}
