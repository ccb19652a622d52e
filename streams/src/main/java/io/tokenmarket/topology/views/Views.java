package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.registry.RegistryUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running views of the partitions this process owns.
 *
 * <p>Interactive queries see what their own application has not committed yet. Here that is
 * harmless: the input is committed before it is read, and every entry is a function of its input.
 */
public final class Views extends StoreViews implements AutoCloseable {
  public static final String APPLICATION_ID = "token-market-views";

  private static final Logger LOG = LoggerFactory.getLogger(Views.class);
  private static final Duration REGISTRY_PAUSE = Duration.ofMillis(500);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

  private final KafkaStreams streams;
  private final CountDownLatch settled = new CountDownLatch(1);
  private volatile Optional<Throwable> failure = Optional.empty();

  private Views(Map<String, Object> settings) {
    streams = new KafkaStreams(ViewsTopology.build(settings), new StreamsConfig(settings));
    streams.setUncaughtExceptionHandler(this::failed);
    streams.setStateListener(this::changed);
  }

  /**
   * Starts the views and returns at once.
   *
   * @param settings of Kafka Streams and the registry client: {@code bootstrap.servers}, {@code
   *     schema.registry.url} and {@code state.dir} at least; what they name wins over the defaults
   */
  public static Views start(Map<String, ?> settings) {
    Map<String, Object> all = defaults();
    all.putAll(settings);
    Views views = new Views(all);
    views.streams.start();
    return views;
  }

  /**
   * Waits until every query can be answered.
   *
   * @return false where that did not happen in time or the views failed
   */
  public boolean awaitRunning(Duration patience) throws InterruptedException {
    return settled.await(patience.toMillis(), TimeUnit.MILLISECONDS) && unavailable().isEmpty();
  }

  @Override
  public Optional<String> unavailable() {
    State state = streams.state();
    return state == State.RUNNING
        ? Optional.empty()
        : Optional.of("The views are " + state + because() + ".");
  }

  /** Leaves the group, so that a successor need not wait for this member to be given up. */
  @Override
  public void close() {
    streams.close(
        CloseOptions.timeout(CLOSE_PATIENCE)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
  }

  private static Map<String, Object> defaults() {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
    defaults.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    defaults.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
    defaults.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
    defaults.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.class);
    // A view shows a clearing as soon as it is committed, and a crashed member is soon given up.
    defaults.put(StreamsConfig.POLL_MS_CONFIG, 10);
    defaults.put(StreamsConfig.RETRY_BACKOFF_MS_CONFIG, 20);
    defaults.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 50);
    defaults.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
    defaults.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500);
    return defaults;
  }

  /** Only while all partitions owned are restored: before that, some would be missing. */
  @Override
  protected <V> ReadOnlyKeyValueStore<String, V> store(String name) {
    Optional<String> reason = unavailable();
    if (reason.isPresent()) {
      throw new ViewsUnavailableException(reason.get());
    }
    return streams.store(
        StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
  }

  private void changed(State now, State before) {
    if (now == State.RUNNING || now == State.ERROR) {
      settled.countDown();
    }
  }

  private String because() {
    return failure.map(cause -> ": " + cause.getMessage()).orElse("");
  }

  /** A silent registry is waited for; whatever else throws here is a broken invariant. */
  private StreamThreadExceptionResponse failed(Throwable cause) {
    if (isRegistrySilence(cause)) {
      LOG.warn("The views wait for the schema registry: {}", cause.getMessage());
      return pause()
          ? StreamThreadExceptionResponse.REPLACE_THREAD
          : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.error("The views stop", cause);
    failure = Optional.of(cause);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private static boolean isRegistrySilence(Throwable cause) {
    return cause != null
        && (cause instanceof RegistryUnavailableException || isRegistrySilence(cause.getCause()));
  }

  private static boolean pause() {
    try {
      Thread.sleep(REGISTRY_PAUSE.toMillis());
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
