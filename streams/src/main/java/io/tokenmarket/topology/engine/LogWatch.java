package io.tokenmarket.topology.engine;

import io.tokenmarket.threads.OwnThreads;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees once a second whether the log is still the one that was handled. A log that lost its end
 * gives no sign of it to who reads it: it is read again from its first entry.
 */
final class LogWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What a broker says that has just come back is not its last word. */
  private static final int SURE = 3;

  private final LogIdentity log;
  private final Consumer<OtherLogException> onOther;
  private final Admin admin;
  private final ScheduledExecutorService thread = OwnThreads.scheduler("log-watch");
  private int times;

  private LogWatch(
      LogIdentity log, Map<String, Object> admin, Consumer<OtherLogException> onOther) {
    this.log = log;
    this.onOther = onOther;
    this.admin = Admin.create(admin);
  }

  /**
   * Begins to look.
   *
   * @param admin settings of an admin client
   * @param onOther told once, from a thread of its own
   */
  static LogWatch start(
      LogIdentity log, Map<String, Object> admin, Consumer<OtherLogException> onOther) {
    LogWatch watch = new LogWatch(log, admin, onOther);
    watch.thread.scheduleWithFixedDelay(
        watch::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  private void look() {
    Optional<OtherLogException> found = found();
    times = found.isPresent() ? times + 1 : 0;
    if (times == SURE) {
      onOther.accept(found.get());
    }
  }

  /** What is wrong with the log now; empty also where the brokers do not say. */
  Optional<OtherLogException> found() {
    try {
      Map<Integer, Long> handled = log.handled();
      Optional<OtherLogException> anew = anew(handled);
      return anew.isPresent() ? anew : shorter(handled);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.of(log.gone());
      }
      LOG.debug("The log cannot be looked at", e);
    } catch (TimeoutException e) {
      LOG.debug("The log cannot be looked at", e);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private Optional<OtherLogException> anew(Map<Integer, Long> handled)
      throws ExecutionException, TimeoutException, InterruptedException {
    Uuid now =
        answer(admin.describeTopics(List.of(log.topic())).allTopicNames())
            .get(log.topic())
            .topicId();
    if (now.equals(log.id())) {
      return Optional.empty();
    }
    return Optional.of(
        handled.entrySet().stream()
            .findFirst()
            .map(each -> log.anew(each.getKey(), each.getValue()))
            .orElseGet(() -> log.anew(0, -1)));
  }

  private Optional<OtherLogException> shorter(Map<Integer, Long> handled)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    handled.keySet().forEach(p -> asked.put(log.partition(p), OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> ends = answer(admin.listOffsets(asked).all());
    return handled.entrySet().stream()
        .filter(each -> ends.get(log.partition(each.getKey())).offset() <= each.getValue())
        .findFirst()
        .map(
            each ->
                log.shorter(
                    each.getKey(),
                    each.getValue(),
                    ends.get(log.partition(each.getKey())).offset()));
  }

  private static <T> T answer(KafkaFuture<T> asked)
      throws ExecutionException, TimeoutException, InterruptedException {
    return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
    admin.close(Duration.ZERO);
  }
}
