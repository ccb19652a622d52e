package io.tokenmarket.topology.engine;

import io.tokenmarket.schemas.Causes;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RecordSerde;
import io.tokenmarket.schemas.registry.RegistryUnavailableException;
import io.tokenmarket.schemas.registry.SetupException;
import io.tokenmarket.topology.cluster.Refusals;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchange's engine: one Kafka Streams client that runs intake and market.
 *
 * <p>While the brokers refuse, it tries again. Any other exception that Kafka Streams cannot
 * recover from by itself stops the whole client: its transaction is aborted, so nothing is lost and
 * nothing half done is seen, and whoever runs the node decides whether to start it again.
 */
public final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  /** A partition is given from one node to another in less. */
  private static final Duration REBALANCE = Duration.ofSeconds(30);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final KafkaStreams streams;
  private final EngineConfig config;
  private final LogIdentity log;
  private final int recordBytes;
  private final Refusals refusals = new Refusals();
  private final CompletableFuture<Void> running = new CompletableFuture<>();
  private volatile Throwable failure;
  private volatile OtherLogException otherLog;
  private volatile boolean takesPart = true;
  private LogWatch watch;
  private int threads;
  private volatile long changedAt = System.nanoTime();

  private Engine(KafkaStreams streams, EngineConfig config, LogIdentity log, int recordBytes) {
    this.recordBytes = recordBytes;
    this.streams = streams;
    this.config = config;
    this.log = log;
  }

  /**
   * Looks whether an engine can run here; it is to be begun then.
   *
   * @param settings over the defaults of {@link EngineConfig}
   * @param clock when gates are due
   * @throws RegistryUnavailableException where the registry does not answer
   * @throws SetupException where the cluster does not answer, is too old for exactly once, or the
   *     schemas are not registered, or not as they were
   * @throws OtherLogException where the log is not the one that the state was made from
   */
  public static Engine prepare(Map<String, ?> settings, Clock clock, EngineObserver observer) {
    EngineConfig asked = EngineConfig.of(settings);
    ClusterCheck.Found found = ClusterCheck.run(asked);
    EngineConfig config = asked.within(found.recordBytes());
    LogIdentity log = found.log();
    RecordReader reader = new RecordReader(config.registry());
    reader.preload();
    RecordSerde<SpecificRecord> serde = new RecordSerde<>(config.registry());
    serde.preload();
    Topology topology = EngineTopology.build(config, reader, serde, clock, observer, log);
    return new Engine(streams(topology, config), config, log, found.recordBytes());
  }

  /** Starts; the engine is not running yet when this returns. */
  public Engine begin() {
    streams.setUncaughtExceptionHandler(this::failed);
    streams.setStateListener(this::changed);
    watch = LogWatch.start(log, config.watcher("log-watch"), this::otherLog);
    streams.start();
    return this;
  }

  /** Both at once. */
  public static Engine start(Map<String, ?> settings, Clock clock) {
    return start(settings, clock, EngineObserver.NONE);
  }

  /** The same, seen by an observer. */
  public static Engine start(Map<String, ?> settings, Clock clock, EngineObserver observer) {
    return prepare(settings, clock, observer).begin();
  }

  private static KafkaStreams streams(Topology topology, EngineConfig config) {
    return new KafkaStreams(topology, config.streams(), new NodeClients(config.node()));
  }

  /**
   * Waits until every partition this node owns is being served.
   *
   * @throws TimeoutException where that takes longer than this
   * @throws IllegalStateException where the engine stopped instead
   */
  public void awaitRunning(Duration timeout) throws InterruptedException, TimeoutException {
    try {
      running.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException stopped) {
      throw new IllegalStateException(
          "the engine stopped: " + stopped.getCause(), stopped.getCause());
    }
  }

  /** What the cluster knows each topic by that a node keeps copies of. */
  public Map<String, Uuid> topics() {
    return log.topics();
  }

  /** The most that the topic of clearings takes at once, bytes. */
  public int recordBytes() {
    return recordBytes;
  }

  /** How many partitions the log has. */
  public int partitions() {
    return log.partitions();
  }

  EngineConfig config() {
    return config;
  }

  public State state() {
    return streams.state();
  }

  /** Whether it holds auctions with the others; from the start on it does. */
  boolean takesPart() {
    return takesPart;
  }

  /** Leaves its partitions to the other nodes; what it has done is committed before. */
  void standAside() {
    takesPart = false;
    threads = streams.metadataForLocalThreads().size();
    for (int thread = 0; thread < threads; thread++) {
      streams.removeStreamThread(REBALANCE);
    }
  }

  /** Joins the others again. */
  void takePart() {
    takesPart = true;
    for (int thread = 0; thread < threads; thread++) {
      streams.addStreamThread();
    }
  }

  /** Why no auctions are held, empty while they are, or may be in a moment. */
  public Optional<String> trouble() {
    Optional<String> over = end();
    Optional<String> now = over.or(refusals::trouble);
    if (now.isEmpty() && !takesPart) {
      return Optional.of("The engine leaves auctions to the other nodes.");
    }
    if (now.isPresent() || streams.state() == State.RUNNING) {
      return now;
    }
    return running.isDone() && System.nanoTime() - changedAt < REBALANCE.toNanos()
        ? Optional.empty()
        : Optional.of("The engine is " + streams.state() + ".");
  }

  /** Why no auction will ever be held by this engine again, empty while one may. */
  public Optional<String> end() {
    if (otherLog != null) {
      return Optional.of(otherLog.getMessage());
    }
    State state = streams.state();
    return state == State.PENDING_ERROR || state.hasCompletedShutdown()
        ? Optional.of("The engine is " + state + because() + "; its log says more.")
        : Optional.empty();
  }

  private String because() {
    return failure == null ? "" : ": " + Causes.words(failure);
  }

  /** The client itself, for its metrics. */
  public KafkaStreams streams() {
    return streams;
  }

  /** Leaves the group, so that other nodes take the partitions over at once. */
  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
    CloseOptions leave =
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    if (!streams.close(leave.withTimeout(CLOSE_TIMEOUT))) {
      LOG.warn("The engine was not closed within {}", CLOSE_TIMEOUT);
    }
  }

  private StreamThreadExceptionResponse failed(Throwable exception) {
    Causes.first(exception, OtherLogException.class).ifPresent(other -> otherLog = other);
    if (Causes.first(exception, MissingSourceTopicException.class).isPresent()) {
      watch.found().ifPresent(other -> otherLog = other);
    }
    if (refusals.passes(exception)) {
      LOG.warn("The engine tries again", exception);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("The engine stops", exception);
    failure = exception;
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private void otherLog(OtherLogException found) {
    LOG.error("The engine stops: {}", found.getMessage());
    otherLog = found;
    streams.close(CloseOptions.timeout(Duration.ZERO));
  }

  private void changed(State now, State before) {
    changedAt = System.nanoTime();
    if (now == State.RUNNING) {
      running.complete(null);
    } else if (now == State.ERROR || now == State.NOT_RUNNING) {
      running.completeExceptionally(cause(now));
    }
  }

  private Throwable cause(State state) {
    return failure != null ? failure : new StreamsException("the engine is " + state);
  }
}
