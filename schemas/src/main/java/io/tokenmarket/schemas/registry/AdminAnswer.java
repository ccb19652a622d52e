package io.tokenmarket.schemas.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;

/** What a cluster answers to a question, or one sentence why it does not. */
public final class AdminAnswer {
  private static final long RETRY_MILLIS = 20;

  private AdminAnswer() {}

  /**
   * The answer, asked for once.
   *
   * @param what the cluster is to do, as in "the cluster did not ..."
   * @throws SetupException where it does not
   */
  public static <T> T to(String what, KafkaFuture<T> question) {
    return to(what, () -> question, Duration.ZERO);
  }

  /**
   * The answer, asked for again for so long while there may yet be one.
   *
   * @throws SetupException where there is none
   */
  static <T> T to(String what, Supplier<KafkaFuture<T>> question, Duration patience) {
    Instant deadline = Instant.now().plus(patience);
    while (true) {
      try {
        return question.get().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RetriableException) || Instant.now().isAfter(deadline)) {
          throw failed(what, e.getCause());
        }
        pause();
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  static SetupException failed(String what, Throwable cause) {
    String sentence = "the cluster did not %s: %s".formatted(what, cause.getMessage());
    return new SetupException(sentence + remedy(cause), cause);
  }

  private static String remedy(Throwable cause) {
    if (cause instanceof AuthorizationException) {
      return " Give the user the rights that docs/security.md lists.";
    }
    if (cause instanceof AuthenticationException) {
      return " Check the credentials in --kafka-config.";
    }
    return cause instanceof TimeoutException ? " See whether the brokers are up." : "";
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static SetupException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new SetupException("interrupted while the cluster was asked", e);
  }
}
