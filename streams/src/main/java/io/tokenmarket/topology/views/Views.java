package io.tokenmarket.topology.views;

import static java.util.Comparator.comparing;

import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RegistrySilence;
import io.tokenmarket.topology.engine.CommandReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running views of all markets: the history in the stores of a Kafka Streams application, and
 * the books, which a reader of the log keeps.
 *
 * <p>Nodes that share an application id share out the partitions, and none could answer for all of
 * them: so each node has an application id and a complete copy of its own, or says that it cannot
 * answer.
 *
 * <p>Interactive queries see what their own application has not committed yet. Here that is
 * harmless: the input is committed before it is read, and every entry is a function of its input.
 */
public final class Views extends StoreViews implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Views.class);
  private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(2);
  private static final Duration REGISTRY_PAUSE = Duration.ofMillis(500);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

  private final Watch watch = new Watch();
  private final Books books = new Books(Books.KEPT_ORDERS);
  private final Snapshots snapshots;
  private final BookReader reader;
  private final KafkaStreams streams;
  private final CompletableFuture<Void> running = new CompletableFuture<>();
  private volatile Optional<Throwable> failure = Optional.empty();

  private Views(ViewsConfig config) {
    streams = new KafkaStreams(ViewsTopology.build(config, watch), config.streams());
    snapshots = new Snapshots(config.booksFolder());
    reader = reader(config);
    streams.setUncaughtExceptionHandler(this::failed);
    streams.setStateListener(this::changed);
  }

  /**
   * Starts the views and returns at once.
   *
   * @param settings over the defaults of {@link ViewsConfig}
   */
  public static Views start(Map<String, ?> settings) {
    Views views = new Views(ViewsConfig.of(settings));
    try {
      views.streams.start();
      views.reader.start();
      return views;
    } catch (RuntimeException failed) {
      views.close();
      throw failed;
    }
  }

  private BookReader reader(ViewsConfig config) {
    return new BookReader(
        new KafkaConsumer<>(
            config.logConsumer(), new StringDeserializer(), new ByteArrayDeserializer()),
        new CommandReader(new RecordReader(config.registry()), REGISTRY_PATIENCE),
        books,
        snapshots,
        watch);
  }

  /**
   * Waits until the stores are restored and can be asked.
   *
   * @throws TimeoutException where that takes longer than this
   * @throws IllegalStateException where the views stopped instead
   */
  public void awaitRunning(Duration timeout) throws InterruptedException, TimeoutException {
    try {
      CompletableFuture.allOf(running, reader.caughtUp())
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException stopped) {
      throw new IllegalStateException(unavailable().orElseThrow(), stopped.getCause());
    }
  }

  @Override
  public Optional<String> unavailable() {
    State state = streams.state();
    if (state != State.RUNNING) {
      return Optional.of("The views are " + state + because() + ".");
    }
    return streams.metadataForAllStreamsClients().size() > 1
        ? Optional.of("Other nodes own part of the views: give each an application.id of its own.")
        : reader.unavailable();
  }

  @Override
  public Books books() {
    return books;
  }

  @Override
  public Watch watch() {
    return watch;
  }

  /** Of the history as of its last commit, of the log as of the last poll. */
  @Override
  public List<Progress> progress() {
    List<Progress> progress = new ArrayList<>();
    reader
        .lags()
        .forEach(
            (where, lag) ->
                progress.add(
                    new Progress(
                        where.topic(),
                        where.partition(),
                        books.position(where.partition()) + 1,
                        lag)));
    streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .forEach(task -> progress.addAll(progress(task)));
    progress.sort(comparing(Progress::topic).thenComparing(Progress::partition));
    return progress;
  }

  /** The client itself, for its metrics. */
  public KafkaStreams streams() {
    return streams;
  }

  /** What the books take on disk, kept for the next start. */
  public long snapshotBytes() {
    return snapshots.bytes();
  }

  private static List<Progress> progress(TaskMetadata task) {
    return task.endOffsets().entrySet().stream()
        .map(
            end -> {
              TopicPartition where = end.getKey();
              long read = Math.max(0, task.committedOffsets().getOrDefault(where, 0L));
              long lag = Math.max(0, end.getValue() - read);
              return new Progress(where.topic(), where.partition(), read, lag);
            })
        .toList();
  }

  /** Leaves the group, so that a successor need not wait for this member to be given up. */
  @Override
  public void close() {
    CloseOptions leave =
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    if (!streams.close(leave.withTimeout(CLOSE_PATIENCE))) {
      LOG.warn("The views were not closed within {}", CLOSE_PATIENCE);
    }
    reader.close();
    watch.close();
  }

  /** Only while all partitions are here and restored: before that, some would be missing. */
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
    if (now == State.RUNNING) {
      running.complete(null);
      watch.changed();
    } else if (now == State.ERROR || now == State.NOT_RUNNING) {
      running.completeExceptionally(
          failure.orElseGet(() -> new StreamsException("the views are " + now)));
    }
  }

  private String because() {
    return failure.map(cause -> ": " + cause.getMessage()).orElse("");
  }

  /** A silent registry is waited for; whatever else throws here is a broken invariant. */
  private StreamThreadExceptionResponse failed(Throwable cause) {
    failure = Optional.of(cause);
    if (RegistrySilence.isCauseOf(cause) && pause()) {
      LOG.warn("The views ask the schema registry again: {}", cause.getMessage());
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("The views stop", cause);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
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
