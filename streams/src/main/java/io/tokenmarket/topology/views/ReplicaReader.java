package io.tokenmarket.topology.views;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.StateRecords;
import io.tokenmarket.schemas.Causes;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.ClearingPart;
import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RegistryUnavailableException;
import io.tokenmarket.schemas.registry.UndecodableException;
import io.tokenmarket.threads.OwnThreads;
import io.tokenmarket.topology.cluster.PassingFailure;
import io.tokenmarket.topology.engine.CommandReader;
import io.tokenmarket.topology.engine.SignatureHeader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the committed log of all markets into the books, from the last snapshot on, with a thread
 * of its own.
 */
final class ReplicaReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaReader.class);

  /** The history may wait for an answer. */
  private static final Duration POLL = Duration.ofMillis(20);

  private static final Duration CLOSE = Duration.ofSeconds(10);
  private static final long SNAPSHOT_NANOS = Duration.ofMinutes(5).toNanos();

  private final ExchangeName exchange;
  private final Consumer<String, byte[]> consumer;
  private final CommandReader commands;
  private final MarketReplicas replicas;
  private final Snapshots snapshots;
  private final HistoryReading history;
  private final DeletedEvents deleted;
  private final SetAside aside;
  private final Watch watch;
  private final ToldSweep sweep;
  private final Thread thread = OwnThreads.of("views-books", this::run);
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final Map<TopicPartition, Long> lags = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Long> goal = new ConcurrentHashMap<>();
  private final LogReached reached = new LogReached();
  private volatile Throwable failure;
  private long snapshotAt = System.nanoTime();

  ReplicaReader(
      ExchangeName exchange,
      Consumer<String, byte[]> consumer,
      CommandReader commands,
      MarketReplicas replicas,
      Snapshots snapshots,
      HistoryReading history,
      DeletedEvents deleted,
      SetAside aside,
      Watch watch,
      ToldSweep sweep) {
    this.exchange = exchange;
    this.consumer = consumer;
    this.commands = commands;
    this.replicas = replicas;
    this.snapshots = snapshots;
    this.history = history;
    this.deleted = deleted;
    this.aside = aside;
    this.watch = watch;
    this.sweep = sweep;
  }

  void start() {
    thread.start();
  }

  /** Done once everything is read that was in the log at the start; fails where reading did. */
  CompletableFuture<Void> caughtUp() {
    return caughtUp;
  }

  Optional<String> unavailable() {
    if (failure != null) {
      return Optional.of("The market log cannot be read: " + Causes.words(failure) + ".");
    }
    return caughtUp.isDone() ? Optional.empty() : Optional.of("The market log is being read.");
  }

  /** How far each partition of the log is read. */
  List<Progress> progress() {
    return goal.entrySet().stream()
        .map(entry -> progress(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Progress progress(TopicPartition where, long end) {
    int partition = where.partition();
    long behind = lags.getOrDefault(where, 0L);
    String topic = exchange.logical(where.topic());
    long position = positions.getOrDefault(where, 0L);
    return new Progress(topic, partition, position, Math.max(position, end), behind);
  }

  /** In which partition of each topic what is published under a key is. */
  int partition(String key) {
    return reached.partition(key);
  }

  /**
   * What the books say of a record of the history, once they have read the entry that it names as
   * its cause.
   *
   * @throws ViewsUnavailableException where the node is closed meanwhile
   */
  RecordTrust belief(SpecificRecord published) {
    long position = RecentEvents.position(published);
    if (position < 0) {
      return published instanceof OrderRejected ? RecordTrust.UNKNOWN : RecordTrust.FORGED;
    }
    if (published instanceof ClearingPart part) {
      return belief(part.getClearing(), position);
    }
    int partition = reached.partition(StateRecords.market(published));
    RecentEvents computed = replicas.computed(partition);
    if (!reached.await(partition, position)) {
      return RecordTrust.FORGED;
    }
    if (!((GenericRecord) published).hasField("participant")) {
      computed.ask(position);
    }
    return computed.of(published);
  }

  /** Of a part: whether there is such a clearing. The whole is looked at once it is there. */
  private RecordTrust belief(Clearing piece, long position) {
    String market = piece.getMarket();
    if (!reached.await(reached.partition(market), position) || replicas.market(market).isEmpty()) {
      return RecordTrust.FORGED;
    }
    return replicas
        .hash(market, piece.getInterval())
        .map(hash -> hash.equals(piece.getHash()) ? RecordTrust.COMPUTED : RecordTrust.FORGED)
        .orElse(RecordTrust.UNKNOWN);
  }

  /** In which partition of the log the cause of an event is. */
  private TopicPartition cause(SpecificRecord event) {
    return new TopicPartition(
        exchange.topic(Topics.MARKET_LOG), partition(StateRecords.market(event)));
  }

  /** Whether the engine had published an event when it was asked last how far it is. */
  boolean isPublished(SpecificRecord event, DeletedEvents since) {
    return since.isPublished(event, cause(event));
  }

  /** Whether an event that the whole history has not is one that was deleted. */
  boolean isDeleted(SpecificRecord event) {
    TopicPartition log = cause(event);
    return deleted.isOneOf(event, log, partition(LastTold.participant(event)));
  }

  /** Lets go who waits for the log. */
  void release() {
    reached.close();
  }

  /** Stops reading and keeps what was read. */
  @Override
  public void close() {
    if (thread.getState() == Thread.State.NEW) {
      consumer.close();
      return;
    }
    consumer.wakeup();
    try {
      thread.join(CLOSE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch")
  private void run() {
    try (consumer) {
      patiently(this::begin);
      while (true) {
        patiently(this::turn);
      }
    } catch (WakeupException asked) {
      caughtUp.completeExceptionally(asked);
      snapshot();
    } catch (InvalidOffsetException other) {
      // It is another log, or one that lost its end: the engine says so and ends the node.
      LOG.error("The books are read no further: {}", other.getMessage());
      failure = other;
      caughtUp.completeExceptionally(other);
    } catch (RuntimeException | Error broken) {
      failure = broken;
      caughtUp.completeExceptionally(broken);
      throw broken;
    }
  }

  /** What brokers refuse today they may grant tomorrow: then it is done again. */
  private void patiently(Runnable step) {
    boolean again;
    do {
      again = !isDone(step) && PassingFailure.pause();
    } while (again);
  }

  private boolean isDone(Runnable step) {
    try {
      step.run();
      failure = null;
      return true;
    } catch (KafkaException refused) {
      if (PassingFailure.in(refused).isEmpty()) {
        throw refused;
      }
      LOG.warn("The books try again", refused);
      failure = refused;
      return false;
    }
  }

  private void begin() {
    List<TopicPartition> published =
        Topics.PUBLISHED.stream().flatMap(topic -> partitions(topic).stream()).toList();
    deleted.noteAnswered();
    consumer.assign(published);
    deleted.noteBegins(consumer.beginningOffsets(published));
    history.begin(consumer.endOffsets(published));
    List<TopicPartition> partitions = partitions(Topics.MARKET_LOG);
    consumer.assign(partitions);
    goal.putAll(consumer.endOffsets(partitions));
    consumer.beginningOffsets(partitions).forEach(this::takeUp);
    noteProgress();
  }

  private List<TopicPartition> partitions(String topic) {
    return consumer.partitionsFor(exchange.topic(topic)).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  /** A snapshot of another log than this, as far as that can be seen, is not used. */
  private void takeUp(TopicPartition partition, long first) {
    Optional<Snapshot> snapshot =
        snapshots
            .read(partition.partition())
            .filter(s -> s.position() + 1 >= first && s.position() < goal.get(partition));
    snapshot.ifPresent(s -> replicas.restore(partition.partition(), s));
    consumer.seek(partition, snapshot.map(s -> s.position() + 1).orElse(first));
  }

  private void turn() {
    tellEnds();
    holdBack();
    ConsumerRecords<String, byte[]> batch = consumer.poll(POLL);
    for (TopicPartition partition : batch.partitions()) {
      readAll(partition, batch.records(partition));
    }
    noteProgress();
    if (!batch.isEmpty()) {
      watch.changed();
      sweep.sweepIfMany();
    }
    if (System.nanoTime() - snapshotAt > SNAPSHOT_NANOS) {
      snapshot();
    }
  }

  private void tellEnds() {
    long question = reached.question();
    if (question > 0) {
      reached.answer(question, byPartition(consumer.endOffsets(consumer.assignment())));
    }
  }

  private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream()
        .collect(toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
  }

  /** As long as history is read, the log is not read so far ahead that the books forget of it. */
  private void holdBack() {
    Set<TopicPartition> far =
        history.isWhole()
            ? Set.of()
            : consumer.assignment().stream()
                .filter(where -> !reached.isAwaited(where.partition()))
                .filter(where -> replicas.computed(where.partition()).isFarAhead())
                .collect(toSet());
    consumer.resume(consumer.assignment());
    consumer.pause(far);
  }

  private void readAll(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records) {
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        read(record);
      } catch (RegistryUnavailableException silent) {
        LOG.warn("The books ask the schema registry again: {}", silent.getMessage());
        consumer.seek(partition, record.offset());
        return;
      }
    }
  }

  /** What the engine cannot read it sets aside as a dead letter; it has no effect on a market. */
  private void read(ConsumerRecord<String, byte[]> record) {
    try {
      SpecificRecord command = commands.read(Topics.MARKET_LOG, record.value());
      String signature = SignatureHeader.read(record.headers());
      replicas.read(
          record.partition(),
          LogEntry.all(record.offset(), record.timestamp(), command, signature));
    } catch (UndecodableException deadLetter) {
      aside.add(
          new TopicPartition(record.topic(), record.partition()), record.offset(), deadLetter);
      replicas.skip(record.partition(), record.offset());
    }
  }

  private void noteProgress() {
    boolean complete = true;
    for (TopicPartition partition : consumer.assignment()) {
      OptionalLong lag = consumer.currentLag(partition);
      lag.ifPresent(records -> lags.put(partition, records));
      positions.put(partition, consumer.position(partition));
      complete &= positions.get(partition) >= goal.get(partition);
    }
    reached.reach(byPartition(positions));
    if (complete && !caughtUp.isDone()) {
      caughtUp.complete(null);
      watch.changed();
    }
  }

  private void snapshot() {
    for (TopicPartition partition : goal.keySet()) {
      int p = partition.partition();
      if (replicas.position(p) >= 0) {
        snapshots.write(p, replicas.snapshot(p));
      }
    }
    snapshotAt = System.nanoTime();
  }
}
