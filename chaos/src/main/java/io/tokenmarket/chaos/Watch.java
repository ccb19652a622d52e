package io.tokenmarket.chaos;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.ClearingJoin;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;

/** Looks on from outside: when was the auction of which gate to be seen. */
final class Watch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /** A gate may be this much before its time, and no more, whatever a node takes for the time. */
  private static final Duration EARLY = Duration.ofSeconds(2);

  private final KafkaConsumer<String, byte[]> consumer;
  private final RecordReader reader;
  private final ClearingJoin join = new ClearingJoin();
  private final Thread thread = new Thread(this::look, "watch");

  /** By market: when the gate was due, and when its auction was seen. */
  private final Map<String, TreeMap<Instant, Instant>> seen = new HashMap<>();

  /** By market: the last that was auctioned. */
  private final Map<String, Long> intervals = new HashMap<>();

  private volatile RuntimeException failure;

  private Watch(Map<String, ?> settings, Collection<String> markets) {
    consumer = Topic.consumer(settings, Topics.CLEARINGS);
    reader = new RecordReader(settings);
    reader.preload();
    markets.forEach(market -> seen.put(market, new TreeMap<>()));
  }

  /** Looks at these markets from now on. */
  static Watch over(Map<String, ?> settings, Collection<String> markets) {
    Watch watch = new Watch(settings, markets);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  private void look() {
    try (consumer) {
      while (true) {
        consumer.poll(POLL).forEach(this::note);
      }
    } catch (WakeupException closing) {
      return;
    } catch (RuntimeException broken) {
      failure = broken;
    }
  }

  private synchronized void note(ConsumerRecord<String, byte[]> record) {
    try {
      join.take(reader.read(record.topic(), record.value()))
          .filter(Clearing.class::isInstance)
          .ifPresent(clearing -> note((Clearing) clearing, Instant.now()));
    } catch (UndecodableException poison) {
      // Whether it is the harness's is seen when all of it is read.
      return;
    }
  }

  private void note(Clearing clearing, Instant now) {
    if (clearing.getAt().isAfter(now.plus(EARLY))) {
      throw new BrokenPromiseException(
          "market %s held the auction of %s at %s"
              .formatted(clearing.getMarket(), clearing.getAt(), now));
    }
    TreeMap<Instant, Instant> market = seen.get(clearing.getMarket());
    if (market != null) {
      market.putIfAbsent(clearing.getAt(), now);
      intervals.merge(clearing.getMarket(), clearing.getInterval(), Math::max);
    }
  }

  /** When every market has held an auction of a gate due at this time or later; empty: not yet. */
  synchronized Optional<Instant> allAuctionedAfter(Instant time) {
    if (failure != null) {
      throw failure;
    }
    Instant last = time;
    for (TreeMap<Instant, Instant> market : seen.values()) {
      Map<Instant, Instant> after = market.tailMap(time);
      if (after.isEmpty()) {
        return Optional.empty();
      }
      Instant first = after.values().stream().min(Instant::compareTo).orElseThrow();
      last = first.isAfter(last) ? first : last;
    }
    return Optional.of(last);
  }

  /** The last interval of each market that was auctioned. */
  synchronized Map<String, Long> intervals() {
    return Map.copyOf(intervals);
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
