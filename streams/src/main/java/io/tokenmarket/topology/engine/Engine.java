package io.tokenmarket.topology.engine;

import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RecordSerde;
import io.tokenmarket.schemas.registry.RegistryUnavailableException;
import io.tokenmarket.schemas.registry.SetupException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchange's engine: one Kafka Streams client that runs intake and market.
 *
 * <p>An exception that Kafka Streams cannot recover from by itself stops the whole client: its
 * transaction is aborted, so nothing is lost and nothing half done is seen, and whoever runs the
 * node decides whether to start it again.
 */
public final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final KafkaStreams streams;
  private final CompletableFuture<Void> running = new CompletableFuture<>();
  private volatile Throwable failure;

  private Engine(KafkaStreams streams) {
    this.streams = streams;
  }

  /**
   * Builds and starts the engine; it is not running yet when this returns.
   *
   * @param settings over the defaults of {@link EngineConfig}
   * @param clock when gates are due
   * @throws RegistryUnavailableException where the registry does not answer
   * @throws SetupException where the cluster does not answer, is too old for exactly once, or the
   *     schemas are not registered
   */
  public static Engine start(Map<String, ?> settings, Clock clock) {
    return start(settings, clock, EngineObserver.NONE);
  }

  /** The same, seen by an observer. */
  public static Engine start(Map<String, ?> settings, Clock clock, EngineObserver observer) {
    EngineConfig config = EngineConfig.of(settings);
    RecordReader reader = new RecordReader(config.registry());
    reader.preload();
    RecordSerde<SpecificRecord> serde = new RecordSerde<>(config.registry());
    serde.preload();
    ClusterCheck.run(config);
    Topology topology = EngineTopology.build(config, reader, serde, clock, observer);
    Engine engine = new Engine(streams(topology, config));
    engine.streams.setUncaughtExceptionHandler(engine::failed);
    engine.streams.setStateListener(engine::changed);
    engine.streams.start();
    return engine;
  }

  private static KafkaStreams streams(Topology topology, EngineConfig config) {
    return config
        .node()
        .map(name -> new KafkaStreams(topology, config.streams(), new NodeClients(name)))
        .orElseGet(() -> new KafkaStreams(topology, config.streams()));
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

  public State state() {
    return streams.state();
  }

  /** The client itself, for its metrics. */
  public KafkaStreams streams() {
    return streams;
  }

  /** Leaves the group, so that other nodes take the partitions over at once. */
  @Override
  public void close() {
    CloseOptions leave =
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    if (!streams.close(leave.withTimeout(CLOSE_TIMEOUT))) {
      LOG.warn("The engine was not closed within {}", CLOSE_TIMEOUT);
    }
  }

  private StreamThreadExceptionResponse failed(Throwable exception) {
    LOG.error("The engine stops", exception);
    failure = exception;
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private void changed(State now, State before) {
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
