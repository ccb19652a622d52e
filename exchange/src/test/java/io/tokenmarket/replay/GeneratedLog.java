package io.tokenmarket.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DemandAmended;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.OfferAmended;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Partitions;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
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
  /** So many commands are looked through for those of one sender. */
  private static final int DRAWN = 12;

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

  /** By market what is to be sent, where some of it goes in batches; null where nothing does. */
  private Map<String, Deque<SpecificRecord>> unsent;

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

  /** The same where neighbours of one sender share records. */
  static MemoryLog ofBatches(long seed, int partitions, int markets, int entries) {
    GeneratedLog generated =
        new GeneratedLog(
            seed,
            partitions,
            markets,
            (market, own) -> new LaterCommands(market, own, new SignedCommands(market, own)));
    generated.unsent = new HashMap<>();
    return generated.run(entries);
  }

  private static MemoryLog of(
      long seed,
      int partitions,
      int markets,
      int entries,
      BiFunction<String, Long, Commands> commands) {
    return new GeneratedLog(seed, partitions, markets, commands).run(entries);
  }

  private MemoryLog run(int entries) {
    for (int i = 0; i < entries; i++) {
      step();
    }
    deliver(1);
    return log;
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
    List<SpecificRecord> sent =
        unsent == null ? List.of(senders.get(market).next()) : together(market);
    boolean batch = sent.size() > 1 || isBatchable(sent.get(0)) && isBatchOfOne();
    long time = time(sent.get(0));
    long position = next(log.records(Topics.MARKET_LOG, p));
    for (int place = 0; place < sent.size(); place++) {
      SpecificRecord command = sent.get(place);
      String signature = senders.get(market).signature(command);
      handle(p, new LogEntry(position, time, command, signature, batch ? place + 1 : 0));
    }
    deliver(3);
  }

  private boolean isBatchOfOne() {
    return unsent != null && random.nextInt(4) == 0;
  }

  private void handle(int p, LogEntry entry) {
    String market = EventFields.market(entry.command());
    log.records(Topics.MARKET_LOG, p).add(LogRecord.of(market, entry));
    List<SpecificRecord> events = Market.handle(states.get(market), entry);
    senders.get(market).hear(events);
    events.forEach(event -> publish(p, event));
  }

  /** A command, with what else its sender is about to send on the topic where a batch takes it. */
  private List<SpecificRecord> together(String market) {
    Deque<SpecificRecord> rest = unsent.computeIfAbsent(market, none -> new ArrayDeque<>());
    while (rest.size() < DRAWN) {
      rest.add(senders.get(market).next());
    }
    SpecificRecord first = rest.remove();
    List<SpecificRecord> together = new ArrayList<>(List.of(first));
    if (isBatchable(first)) {
      rest.stream().filter(other -> isSent(other, first)).forEach(together::add);
      rest.removeIf(other -> isSent(other, first));
    }
    return together;
  }

  private static boolean isSent(SpecificRecord other, SpecificRecord with) {
    return isBatchable(other)
        && isOffer(other) == isOffer(with)
        && EventFields.key(other).equals(EventFields.key(with));
  }

  private static boolean isBatchable(SpecificRecord command) {
    return isOffer(command)
        || command instanceof TokenDemand
        || command instanceof DemandAmended
        || command instanceof DemandCancelled;
  }

  private static boolean isOffer(SpecificRecord command) {
    return command instanceof SupplyOffer
        || command instanceof OfferAmended
        || command instanceof OfferCancelled;
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

  private void append(String topic, int partition, String key, Object value) {
    List<LogRecord> records = log.records(topic, partition);
    records.add(new LogRecord(next(records), key, value));
  }

  private long next(List<LogRecord> records) {
    long after = records.isEmpty() ? -1 : records.get(records.size() - 1).offset();
    return after + 1 + (random.nextInt(20) == 0 ? 2 : 0);
  }
}
