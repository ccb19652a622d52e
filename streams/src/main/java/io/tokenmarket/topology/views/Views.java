package io.tokenmarket.topology.views;

import static java.util.Comparator.comparing;

import io.tokenmarket.schemas.Causes;
import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RegistrySilence;
import io.tokenmarket.topology.cluster.PassingFailure;
import io.tokenmarket.topology.cluster.Refusals;
import io.tokenmarket.topology.engine.CommandReader;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.errors.StreamsStoppedException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running views of all markets: the history in the stores of a Kafka Streams application, and
 * the books, which a reader of the log keeps.
 *
 * <p>A node has an application id and a complete copy of its own. Or the nodes share the views:
 * they have one application id, each has the history of some partitions, and says of a name {@link
 * #elsewhere where} the rest is. The books each node has whole in either case, since what a
 * participant is told may be caused by any market, and is believed only where the books compute it.
 *
 * <p>Interactive queries see what their own application has not committed yet. Here that is
 * harmless: the input is committed before it is read, and every entry is a function of its input.
 */
public final class Views extends StoreViews implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Views.class);
  private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(2);
  private static final Duration REGISTRY_PAUSE = Duration.ofMillis(500);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

  private final ExchangeName exchange;
  private final Optional<HostInfo> sharedAt;
  private final HistoryReading reading;
  private final SetAside aside;
  private final Refusals refusals = new Refusals();
  private final Watch watch = new Watch();
  private final MarketReplicas replicas = new MarketReplicas(MarketReplicas.KEPT_ORDERS);
  private final Snapshots snapshots;
  private final DeletedEvents published;
  private final ReplicaReader reader;
  private final KafkaStreams streams;
  private final CompletableFuture<Void> running = new CompletableFuture<>();
  private volatile Optional<Throwable> failure = Optional.empty();
  private volatile boolean isClosing;

  private Views(ViewsConfig config) {
    exchange = config.exchange();
    sharedAt = config.sharedAt();
    reading = new HistoryReading(exchange, watch, config.isShared());
    aside = new SetAside(exchange);
    RecordReader records = new RecordReader(config.registry());
    HistoryInput input =
        new HistoryInput(
            exchange, new HistoryRecords(records), this::belief, reading, aside, watch);
    streams =
        new KafkaStreams(
            ViewsTopology.build(config, input), config.streams(), new HistoryClients(reading));
    snapshots = new Snapshots(config.booksFolder());
    published = new DeletedEvents(exchange, config.engine());
    reader = reader(config, records);
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

  private RecordTrust belief(SpecificRecord published) {
    return reader.belief(published);
  }

  private ReplicaReader reader(ViewsConfig config, RecordReader records) {
    return new ReplicaReader(
        config.exchange(),
        new KafkaConsumer<>(
            config.logConsumer(), new StringDeserializer(), new ByteArrayDeserializer()),
        new CommandReader(records, REGISTRY_PATIENCE),
        replicas,
        snapshots,
        reading,
        new DeletedEvents(config.exchange(), config.engine()),
        aside,
        watch,
        new ToldSweep(replicas, ToldSweep.FEW, this::history));
  }

  /**
   * Whether the history has an event. Where another node has that part of it, the event need only
   * be published: whoever gets the part later reads it whole first.
   */
  private Predicate<SpecificRecord> history() {
    LastTold.Search search = new LastTold.Sweep();
    if (sharedAt.isEmpty()) {
      return event -> isTold(event, search);
    }
    published.noteAnswered();
    return event ->
        isHere(LastTold.participant(event))
            ? isTold(event, search)
            : reader.isPublished(event, published);
  }

  /**
   * Waits until all is read that was on the topics when the node started.
   *
   * @throws TimeoutException where that takes longer than this
   * @throws IllegalStateException where the views stopped instead
   */
  public void awaitRunning(Duration timeout) throws InterruptedException, TimeoutException {
    try {
      long deadline = System.nanoTime() + timeout.toNanos();
      CompletableFuture.allOf(running, reader.caughtUp())
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (!watch.until(() -> unavailable().isEmpty(), left).get()) {
        throw new TimeoutException(unavailable().orElse("the views were not ready in time"));
      }
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
    Optional<String> refused = refusals.trouble();
    if (refused.isPresent()) {
      return refused;
    }
    if (sharedAt.isEmpty() && streams.metadataForAllStreamsClients().size() > 1) {
      return Optional.of(
          "Other nodes own part of the views: give each an application.id of its own.");
    }
    Optional<String> log = reader.unavailable();
    return log.isPresent() || reading.isWhole() ? log : Optional.of(reading.sentence());
  }

  @Override
  public boolean isShared() {
    return sharedAt.isPresent();
  }

  @Override
  public Optional<String> elsewhere(String name) {
    return sharedAt
        .map(here -> owner(name))
        .filter(owner -> !owner.equals(sharedAt.get()))
        .map(owner -> owner.host() + ":" + owner.port());
  }

  /** As the members of the group know it since they shared out the partitions last. */
  private HostInfo owner(String name) {
    try {
      KeyQueryMetadata found =
          streams.queryMetadataForKey(ViewsTopology.MARKETS, name, new StringSerializer());
      if (found != null && !found.activeHost().equals(HostInfo.unavailable())) {
        return found.activeHost();
      }
    } catch (StreamsNotStartedException | StreamsStoppedException closed) {
      throw new ViewsUnavailableException("The views are not open now.", closed);
    }
    throw new ViewsUnavailableException("No node has this part of the views now.");
  }

  @Override
  public MarketViews with(Collection<Part> told) {
    return new GatheredViews(this, told);
  }

  private boolean isHere(String name) {
    return elsewhere(name).isEmpty();
  }

  /** What participants are told need not be here for what is asked of a market. */
  @Override
  public boolean hasRead(String market, long position, String participant) {
    return isHere(participant)
        ? super.hasRead(market, position, participant)
        : hasRead(market, position);
  }

  @Override
  protected long moves() {
    return reading.moves();
  }

  @Override
  public MarketReplicas replicas() {
    return replicas;
  }

  @Override
  public Watch watch() {
    return watch;
  }

  @Override
  public List<Progress> progress() {
    return Stream.concat(reader.progress().stream(), reading.progress().stream())
        .sorted(comparing(Progress::topic).thenComparing(Progress::partition))
        .toList();
  }

  @Override
  public Optional<Unreadable> unreadable(String topic, int partition) {
    return aside.of(new TopicPartition(exchange.topic(topic), partition));
  }

  /** The client itself, for its metrics. */
  public KafkaStreams streams() {
    return streams;
  }

  /** What the books take on disk, kept for the next start. */
  public long snapshotBytes() {
    return snapshots.bytes();
  }

  /** Leaves the group, so that a successor need not wait for this member to be given up. */
  @Override
  public void close() {
    isClosing = true;
    reader.release();
    CloseOptions leave =
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    if (!streams.close(leave.withTimeout(CLOSE_PATIENCE))) {
      LOG.warn("The views were not closed within {}", CLOSE_PATIENCE);
    }
    reader.close();
    watch.close();
  }

  /** Of one partition, so that it is refused where it is not here, and never left out. */
  @Override
  protected <V> ReadOnlyKeyValueStore<String, V> store(String name, String key) {
    Optional<String> reason = unavailable();
    if (reason.isPresent()) {
      throw new ViewsUnavailableException(reason.get());
    }
    StoreQueryParameters<ReadOnlyKeyValueStore<String, V>> wanted =
        StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore());
    return streams.store(wanted.withPartition(reader.partition(key)));
  }

  @Override
  protected boolean isDeleted(SpecificRecord event) {
    return reader.isDeleted(event);
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
    return failure.map(cause -> ": " + Causes.words(cause)).orElse("");
  }

  /**
   * A silent registry, and brokers that refuse, are waited for; whatever else throws here is a
   * broken invariant.
   */
  private StreamThreadExceptionResponse failed(Throwable cause) {
    failure = Optional.of(cause);
    if (isClosing) {
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    if (RegistrySilence.isCauseOf(cause) && PassingFailure.pause(REGISTRY_PAUSE)) {
      LOG.warn("The views ask the schema registry again: {}", cause.getMessage());
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    if (refusals.passes(cause)) {
      LOG.warn("The views try again", cause);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("The views stop", cause);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }
}
