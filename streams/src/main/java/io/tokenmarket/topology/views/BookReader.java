package io.tokenmarket.topology.views;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RegistryUnavailableException;
import io.tokenmarket.schemas.registry.UndecodableException;
import io.tokenmarket.topology.engine.CommandReader;
import io.tokenmarket.topology.engine.SignatureHeader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the committed log of all markets into the books, from the last snapshot on, with a thread
 * of its own.
 */
final class BookReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BookReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CLOSE = Duration.ofSeconds(10);
  private static final long SNAPSHOT_NANOS = Duration.ofMinutes(5).toNanos();

  private final Consumer<String, byte[]> consumer;
  private final CommandReader commands;
  private final Books books;
  private final Snapshots snapshots;
  private final Watch watch;
  private final Thread thread = new Thread(this::run, "views-books");
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final Map<TopicPartition, Long> lags = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Long> goal = new HashMap<>();
  private volatile Throwable failure;
  private long snapshotAt = System.nanoTime();

  BookReader(
      Consumer<String, byte[]> consumer,
      CommandReader commands,
      Books books,
      Snapshots snapshots,
      Watch watch) {
    this.consumer = consumer;
    this.commands = commands;
    this.books = books;
    this.snapshots = snapshots;
    this.watch = watch;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Done once everything is read that stood in the log at the start; fails where reading did. */
  CompletableFuture<Void> caughtUp() {
    return caughtUp;
  }

  Optional<String> unavailable() {
    if (failure != null) {
      return Optional.of("The market log cannot be read: " + failure.getMessage() + ".");
    }
    return caughtUp.isDone() ? Optional.empty() : Optional.of("The market log is being read.");
  }

  /** Records of the log that are committed and not read yet, by partition. */
  Map<TopicPartition, Long> lags() {
    return Map.copyOf(lags);
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

  private void run() {
    try (consumer) {
      begin();
      while (true) {
        turn();
      }
    } catch (WakeupException asked) {
      caughtUp.completeExceptionally(asked);
      snapshot();
    } catch (RuntimeException broken) {
      LOG.error("The books stop", broken);
      failure = broken;
      caughtUp.completeExceptionally(broken);
    }
  }

  private void begin() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.MARKET_LOG).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    goal.putAll(consumer.endOffsets(partitions));
    consumer.beginningOffsets(partitions).forEach(this::takeUp);
    noteProgress();
  }

  /** A snapshot of another log than this, as far as that can be seen, is not used. */
  private void takeUp(TopicPartition partition, long first) {
    Optional<Snapshot> snapshot =
        snapshots
            .read(partition.partition())
            .filter(s -> s.position() + 1 >= first && s.position() < goal.get(partition));
    snapshot.ifPresent(s -> books.restore(partition.partition(), s));
    consumer.seek(partition, snapshot.map(s -> s.position() + 1).orElse(first));
  }

  private void turn() {
    ConsumerRecords<String, byte[]> batch = consumer.poll(POLL);
    for (TopicPartition partition : batch.partitions()) {
      readAll(partition, batch.records(partition));
    }
    noteProgress();
    if (!batch.isEmpty()) {
      watch.changed();
    }
    if (System.nanoTime() - snapshotAt > SNAPSHOT_NANOS) {
      snapshot();
    }
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
      SpecificRecord command = commands.read(record.topic(), record.value());
      String signature = SignatureHeader.read(record.headers());
      books.read(record.partition(), new LogEntry(record.offset(), command, signature));
    } catch (UndecodableException deadLetter) {
      books.skip(record.partition(), record.offset());
    }
  }

  private void noteProgress() {
    boolean complete = true;
    for (TopicPartition partition : consumer.assignment()) {
      OptionalLong lag = consumer.currentLag(partition);
      lag.ifPresent(records -> lags.put(partition, records));
      complete &= consumer.position(partition) >= goal.get(partition);
    }
    if (complete && !caughtUp.isDone()) {
      caughtUp.complete(null);
      watch.changed();
    }
  }

  private void snapshot() {
    for (TopicPartition partition : goal.keySet()) {
      int p = partition.partition();
      if (books.position(p) >= 0) {
        snapshots.write(p, books.snapshot(p));
      }
    }
    snapshotAt = System.nanoTime();
  }
}
