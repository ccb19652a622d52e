package io.tokenmarket.topology.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.schemas.Batches;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordSerde;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the markets of one partition of the log: gives each entry to its market's state machine and
 * publishes the events. It also writes the time into the log, as gates and the phases before them,
 * and acts on it only when it reads it back; while its clock is unsure of the time it writes none.
 *
 * <p>An exception of the state machine is a broken invariant and stops the task: nothing of the
 * entry's transaction is published.
 */
final class MarketProcessor implements Processor<byte[], byte[], byte[], Object> {
  private static final Logger LOG = LoggerFactory.getLogger(MarketProcessor.class);

  /** So many commands that had to wait are handled at once: others on the thread wait for them. */
  private static final int SOME = 5_000;

  private final EngineConfig config;
  private final CommandReader reader;
  private final Clock clock;
  private final EngineObserver observer;
  private final LogIdentity log;
  private final RecordSerde<SpecificRecord> serde;
  private final long largeBook;
  private final Map<String, OwnedMarket> markets = new HashMap<>();
  private final Queue<ReadEntry> waiting = new ArrayDeque<>();
  private Publication publication;

  /** Null while none is being held. */
  private LargeAuction large;

  private ProcessorContext<byte[], Object> context;
  private SnapshotStore snapshots;
  private HandledLog handled;
  private SchemaNotes notes;
  private Cancellable looking;

  /**
   * @param serde of what the engine writes
   */
  MarketProcessor(
      EngineConfig config,
      CommandReader reader,
      Clock clock,
      EngineObserver observer,
      LogIdentity log,
      RecordSerde<SpecificRecord> serde) {
    this.log = log;
    this.serde = serde;
    this.config = config;
    this.largeBook = config.largeBook();
    this.reader = reader;
    this.clock = clock;
    this.observer = observer;
  }

  /**
   * Called anew, on the same processor, after an aborted transaction, and what was scheduled before
   * is still.
   */
  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    this.context = context;
    handled = new HandledLog(context, log);
    notes = new SchemaNotes(context, reader, serde.schemas());
    restore();
    if (looking != null) {
      looking.cancel();
    }
    looking = context.schedule(config.gatePeriod(), PunctuationType.WALL_CLOCK_TIME, now -> turn());
  }

  /** The markets of the snapshot, and what has become of them since by the log. */
  private void restore() {
    markets.clear();
    waiting.clear();
    large = null;
    publication = new Publication(context, config.pageEvents(), config.recordBytes());
    snapshots = new SnapshotStore(context, serde, config.snapshotEvents());
    snapshots.restore(this::own);
    int partition = context.taskId().partition();
    log.read(partition, snapshots.position() + 1, handled.taken(), this::again);
  }

  /** What was taken and not handled waits; of the last that was, not all may be published. */
  private void again(ConsumerRecord<String, byte[]> found) {
    if (found.offset() > handled.position()) {
      waiting.add(ReadEntry.of(found));
    } else if (!snapshots.isAside(found.offset())) {
      handledAgain(ReadEntry.of(found));
    }
  }

  private void handledAgain(ReadEntry taken) {
    try {
      List<LogEntry> entries = entries(taken);
      List<SpecificRecord> records = apply(entries, EngineObserver.NONE);
      if (handled.isPublishing(taken.offset())) {
        publication.begin(records, entries.get(0).time(), handled.published());
      }
    } catch (UndecodableException aside) {
      LOG.debug("Position {} is passed over again: {}", taken.offset(), aside.getMessage());
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    ReadEntry taken = ReadEntry.of(context.recordMetadata().orElseThrow(), record);
    if (handled.take(taken.offset(), record.timestamp())) {
      waiting.add(taken);
      handleWaiting();
    }
  }

  /** Nothing is handled before all that came of the entry before is published. */
  private void handleWaiting() {
    for (int some = SOME; some > 0 && !isBusy() && !waiting.isEmpty(); ) {
      some -= handle(waiting.remove());
    }
    handled.keep();
  }

  private boolean isBusy() {
    return large != null || !publication.isWhole();
  }

  /** So many commands it held. */
  private int handle(ReadEntry taken) {
    int commands = 1;
    try {
      List<LogEntry> entries = entries(taken);
      commands = entries.size();
      notes.note(taken.record().value());
      LogEntry first = entries.get(0);
      if (isLarge(first)) {
        large = LargeAuction.begin(first, market(first));
        return commands;
      }
      publication.begin(apply(entries, observer), first.time(), 0);
    } catch (UndecodableException poison) {
      setAside(taken, poison);
    }
    publishPage(taken.offset());
    return commands;
  }

  private void setAside(ReadEntry taken, UndecodableException poison) {
    String topic = config.exchange().logical(taken.topic());
    observer.setAside(poison.reason());
    snapshots.setAside(taken.offset());
    context.forward(
        DeadLetters.letter(topic, taken, taken.record(), poison),
        TopologyNames.MARKET_DEAD_LETTERS);
  }

  private void publishPage(long position) {
    publication.publishPage();
    handled.handled(position, publication.isWhole() ? Handled.ALL : publication.published());
  }

  private List<LogEntry> entries(ReadEntry taken) throws UndecodableException {
    Record<byte[], byte[]> record = taken.record();
    SpecificRecord command = reader.read(Topics.MARKET_LOG, record.value());
    String signature = SignatureHeader.read(record.headers());
    return LogEntry.all(taken.offset(), record.timestamp(), command, signature);
  }

  private boolean isLarge(LogEntry entry) {
    return entry.command() instanceof GateClosed
        && market(entry).state().openOrders().size() >= largeBook;
  }

  private void publishLarge() {
    LargeAuction held = large;
    large = null;
    Effects effects = held.effects();
    noteHandled(held.market(), held.gate(), effects.events());
    observer.handled(held.gate().command(), effects.events(), held.took());
    publication.begin(effects.records(), held.gate().time(), 0);
    publishPage(held.gate().position());
    context.commit();
  }

  /** The records that come of what shares a record of the log: who sends a batch gets one back. */
  private List<SpecificRecord> apply(List<LogEntry> entries, EngineObserver told) {
    if (!entries.get(0).isBatched()) {
      return apply(entries.get(0), told).records();
    }
    List<SpecificRecord> events = new ArrayList<>(entries.size());
    entries.forEach(entry -> events.addAll(apply(entry, told).events()));
    return Batches.records(events, event -> true);
  }

  private Effects apply(LogEntry entry, EngineObserver told) {
    long began = System.nanoTime();
    OwnedMarket market = market(entry);
    Effects effects = Effects.of(market.state(), entry);
    noteHandled(market, entry, effects.events());
    told.handled(entry.command(), effects.events(), Duration.ofNanos(System.nanoTime() - began));
    return effects;
  }

  /** One that nobody has defined is kept nowhere. */
  private OwnedMarket market(LogEntry entry) {
    String name = field(entry.command(), "market");
    OwnedMarket owned = markets.get(name);
    return owned != null ? owned : new OwnedMarket(MarketState.undefined(name));
  }

  private void noteHandled(OwnedMarket market, LogEntry entry, List<SpecificRecord> events) {
    market.arrived(entry.command());
    if (market.state().definition().isPresent()) {
      markets.putIfAbsent(market.state().market(), market);
    }
    snapshots.handled(weight(market.state(), entry, events));
  }

  /** To hold an auction again costs something for each open order. */
  private static long weight(MarketState state, LogEntry entry, List<SpecificRecord> events) {
    long standing = entry.command() instanceof GateClosed ? state.openOrders().size() : 0;
    return 1 + events.size() + standing / 10;
  }

  private void own(MarketState state) {
    markets.put(state.market(), new OwnedMarket(state));
  }

  private void turn() {
    if (large != null && large.isHeld()) {
      publishLarge();
    } else if (!publication.isWhole()) {
      publishPage(handled.position());
      context.commit();
    } else if (!isBusy()) {
      snapshots.turn(handled.position(), this::states);
    }
    handleWaiting();
    try {
      proposeTimes(clock.millis());
    } catch (DateTimeException unsure) {
      LOG.debug("No gate is proposed: {}", unsure.getMessage());
    }
  }

  private Iterator<MarketState> states() {
    return markets.values().stream().map(OwnedMarket::state).iterator();
  }

  private void proposeTimes(long now) {
    markets.values().stream()
        .filter(market -> large == null || market != large.market())
        .forEach(market -> market.propose(now).ifPresent(entry -> write(entry, now)));
  }

  /** Commits at once: until then the entry hides everything behind it in the log. */
  private void write(SpecificRecord entry, long now) {
    ProposedGate proposal = new ProposedGate(entry, context.taskId().partition());
    forward(field(entry, "market"), proposal, now, TopologyNames.TIMES);
    context.commit();
  }

  private void forward(String key, Object value, long timestamp, String sink) {
    context.forward(new Record<>(key.getBytes(UTF_8), value, timestamp), sink);
  }

  private static String field(SpecificRecord record, String name) {
    return (String) ((GenericRecord) record).get(name);
  }
}
