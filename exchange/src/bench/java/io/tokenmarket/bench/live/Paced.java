package io.tokenmarket.bench.live;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Orders that come at a steady rate, and how soon they are answered; gates, and how soon all that
 * follows from them is to be read.
 */
final class Paced {
  private static final List<String> TOPICS =
      List.of(Topics.ORDER_EVENTS, Topics.CLEARINGS, Topics.TRADES);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final double NANOS_A_MILLI = 1e6;

  private final Rig rig;
  private final Markets markets;
  private final RecordReader reader;
  private final Map<String, Long> sent = new ConcurrentHashMap<>();
  private final Delays answers = new Delays();

  /** Time of the last event by market and position of its cause. */
  private final Map<String, Long> lastEvents = new HashMap<>();

  /** Stated time of the gate by market and position. */
  private final Map<String, Long> gates = new HashMap<>();

  private volatile long answered;
  private volatile long clearings;

  Paced(Rig rig, Markets markets) {
    this.rig = rig;
    this.markets = markets;
    reader = new RecordReader(rig.settings());
    reader.preload();
  }

  /** What came of it. */
  record Result(Delays orders, Delays gates, long due, long held) {}

  /**
   * Sends for so long, and waits for the auctions behind.
   *
   * @param first number of the first demand
   */
  Result run(long first, double perSecond, Duration length) throws InterruptedException {
    long began = System.currentTimeMillis();
    long all = (long) (perSecond * length.toMillis() / 1e3);
    try (Committed committed = Committed.read(rig.settings(), TOPICS, this::note);
        Client client = new Client(rig.settings())) {
      send(client, first, all, perSecond);
      committed.await(PATIENCE, () -> answered >= all);
      long held = clearings;
      committed.await(PATIENCE, () -> clearings >= held + markets.names().size());
    }
    return result(began, System.currentTimeMillis());
  }

  private void send(Client client, long first, long all, double perSecond) {
    long began = System.nanoTime();
    for (long n = 0; n < all; n++) {
      long due = began + (long) (n * 1e9 / perSecond);
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(Math.max(50_000, due - System.nanoTime()));
      }
      var demand = markets.demand(first + n);
      sent.put(demand.getCommandId(), System.nanoTime());
      client.send(Topics.TOKEN_DEMAND, demand.getParticipant(), demand);
    }
    client.flush();
  }

  private void note(ConsumerRecord<String, byte[]> record) {
    SpecificRecord event = decoded(record);
    if (event instanceof OrderAccepted accepted) {
      noteAnswer(accepted.getCommandId());
      return;
    }
    GenericRecord fields = (GenericRecord) event;
    String cause = fields.get("market") + "/" + fields.get("logPosition");
    lastEvents.put(cause, System.currentTimeMillis());
    if (event instanceof Clearing clearing) {
      gates.put(cause, clearing.getAt().toEpochMilli());
      clearings = gates.size();
    }
  }

  private void noteAnswer(String command) {
    Long at = sent.remove(command);
    if (at != null) {
      answers.add((System.nanoTime() - at) / NANOS_A_MILLI);
      answered = answered + 1;
    }
  }

  private SpecificRecord decoded(ConsumerRecord<String, byte[]> record) {
    try {
      return reader.read(record.topic(), record.value());
    } catch (UndecodableException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gates that were due between the two times, the last of each market left out. */
  private Result result(long from, long to) {
    Delays late = new Delays();
    long end = to - markets.intervalMillis();
    gates.forEach(
        (cause, at) -> {
          if (at > from && at <= end) {
            late.add(lastEvents.get(cause) - at);
          }
        });
    long due =
        markets.names().size()
            * Math.max(0, end / markets.intervalMillis() - from / markets.intervalMillis());
    return new Result(answers, late, due, late.count());
  }
}
