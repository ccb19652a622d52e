package io.tokenmarket.cli;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.errors.AuthenticationException;

/**
 * Waits for a first answer, and not in vain: a broker that wants a password, or TLS, says nothing
 * to who comes without and closes the connection, which the client then makes anew till its time is
 * out.
 */
final class BrokerAnswer {
  private static final long LOOK_MILLIS = 100;

  /** So many connections that were made and closed are no accident. */
  private static final int CLOSED = 3;

  private BrokerAnswer() {}

  /**
   * @throws ExecutionException where the question fails, with an AuthenticationException where the
   *     broker closes every connection
   */
  static <T> T await(Admin admin, KafkaFuture<T> question)
      throws ExecutionException, InterruptedException {
    while (true) {
      try {
        return question.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        if (count(admin, "connection-creation-total") >= CLOSED
            && count(admin, "connection-close-total") >= CLOSED) {
          throw new ExecutionException(
              new AuthenticationException("the broker closes every connection"));
        }
      }
    }
  }

  private static double count(Admin admin, String name) {
    return admin.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals(name))
        .map(Metric::metricValue)
        .mapToDouble(value -> ((Number) value).doubleValue())
        .sum();
  }
}
