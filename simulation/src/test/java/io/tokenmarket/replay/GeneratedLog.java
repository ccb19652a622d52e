package io.tokenmarket.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.topology.views.Grouping;
import io.tokenmarket.topology.views.Performances;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * The record that an exchange would leave of a seeded random run: several markets over several
 * partitions, what each partition causes arriving at the others late, offsets with gaps, garbage in
 * the log, refusals of intake among the events.
 */
public final class GeneratedLog {
  private final Random random;
  private final Random delays;
  private final int partitions;
  private final MemoryLog log;
  private final Map<String, Commands> senders = new HashMap<>();
  private final Map<String, MarketState> states = new HashMap<>();
  private final List<String> markets = new ArrayList<>();

  /** By partition of the log, topic and partition: what is under way. */
  private final Map<String, Deque<SpecificRecord>> underWay = new HashMap<>();

  private long now;

  private GeneratedLog(
      long seed, int partitions, int markets, BiFunction<String, Long, Commands> commands) {
    this.random = new Random(seed);
    this.delays = new Random(seed);
    this.partitions = partitions;
    this.log = new MemoryLog(partitions);
    for (int m = 0; m < markets; m++) {
      String market = "market" + m;
      this.markets.add(market);
      senders.put(market, commands.apply(market, seed + m));
      states.put(market, MarketState.undefined(market));
    }
  }

  /** A record of so many entries of the log. */
  public static MemoryLog of(long seed, int partitions, int markets, int entries) {
    return of(seed, partitions, markets, entries, RandomCommands::new);
  }

  /** The same of commands of every kind, to markets with every rule. */
  static MemoryLog ofEveryKind(long seed, int partitions, int markets, int entries) {
    return of(seed, partitions, markets, entries, EveryCommand::new);
  }

  /** The same with keys, by which some must sign. */
  static MemoryLog ofSigned(long seed, int partitions, int markets, int entries) {
    return of(seed, partitions, markets, entries, SignedCommands::new);
  }

  /** The same in rulebook 1. */
  static MemoryLog ofLater(long seed, int partitions, int markets, int entries) {
    return of(
        seed,
        partitions,
        markets,
        entries,
        (market, own) -> new LaterCommands(market, own, new SignedCommands(market, own)));
  }

  private static MemoryLog of(
      long seed,
      int partitions,
      int markets,
      int entries,
      BiFunction<String, Long, Commands> commands) {
    GeneratedLog generated = new GeneratedLog(seed, partitions, markets, commands);
    for (int i = 0; i < entries; i++) {
      generated.step();
    }
    generated.deliver(1);
    return generated.log;
  }

  private void step() {
    String market = markets.get(random.nextInt(markets.size()));
    int p = Partitions.of(market, partitions);
    if (random.nextInt(200) == 0) {
      append(Topics.MARKET_LOG, p, market, ByteBuffer.wrap("garbage".getBytes(UTF_8)));
    }
    if (random.nextInt(100) == 0) {
      refuseAtIntake(market);
    }
    SpecificRecord command = senders.get(market).next();
    String signature = senders.get(market).signature(command);
    long time = time(command);
    long position = append(Topics.MARKET_LOG, p, time, market, command, signature);
    List<SpecificRecord> events =
        Market.handle(states.get(market), new LogEntry(position, time, command, signature));
    senders.get(market).hear(events);
    events.forEach(event -> publish(p, event));
    deliver(3);
  }

  /** When the broker appends it: gates in time, or a little late, and all else in between. */
  private long time(SpecificRecord command) {
    if (command instanceof GateClosed gate) {
      now = gate.getAt().toEpochMilli();
    }
    now += delays.nextInt(500);
    return now;
  }

  private void refuseAtIntake(String market) {
    append(
        Topics.ORDER_EVENTS,
        Partitions.of("stranger", partitions),
        "stranger",
        new OrderRejected(
            market, "stranger", "x", "IDENTITY_MISMATCH", "not you", -1L, false, List.of()));
  }

  private void publish(int p, SpecificRecord event) {
    String topic = EventFields.topic(event);
    int to = Partitions.of(EventFields.key(event), partitions);
    underWay.computeIfAbsent(p + topic + to, way -> new ArrayDeque<>()).add(event);
    if (event instanceof Clearing clearing) {
      view(to, clearing);
    }
  }

  /** Views write some rows again after they were killed. */
  private void view(int p, Clearing clearing) {
    int times = random.nextInt(5) == 0 ? 2 : 1;
    for (Grouping grouping : Grouping.values()) {
      for (int i = 0; i < times; i++) {
        Performances.of(clearing, grouping)
            .forEach(row -> append(MemoryLog.ROWS, p, grouping.key(row), row));
      }
    }
  }

  /** One way in so many delivers what is on it, in order. */
  private void deliver(int oneIn) {
    underWay
        .values()
        .forEach(
            way -> {
              while (!way.isEmpty() && random.nextInt(oneIn) == 0) {
                SpecificRecord event = way.remove();
                String key = EventFields.key(event);
                append(EventFields.topic(event), Partitions.of(key, partitions), key, event);
              }
            });
  }

  private long append(String topic, int partition, String key, Object value) {
    return append(topic, partition, 0, key, value, null);
  }

  private long append(
      String topic, int partition, long time, String key, Object value, String signature) {
    List<LogRecord> records = log.records(topic, partition);
    long after = records.isEmpty() ? -1 : records.get(records.size() - 1).offset();
    long offset = after + 1 + (random.nextInt(20) == 0 ? 2 : 0);
    records.add(new LogRecord(offset, time, key, value, signature));
    return offset;
  }
}
