package io.tokenmarket.topology.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.market.Reason;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.IndicativeClearing;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.TradeSettled;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the markets of one partition of the log: gives each entry to its market's state machine and
 * publishes the events. It also writes the time into the log, as gates and the phases before them,
 * and acts on it only when it reads it back.
 *
 * <p>An exception of the state machine is a broken invariant and stops the task: nothing of the
 * entry's transaction is published.
 */
final class MarketProcessor implements Processor<byte[], byte[], byte[], Object> {
  private static final Logger LOG = LoggerFactory.getLogger(MarketProcessor.class);

  private final CommandReader reader;
  private final Clock clock;
  private final Duration gatePeriod;
  private final EngineObserver observer;
  private final Map<String, OwnedMarket> markets = new HashMap<>();
  private ProcessorContext<byte[], Object> context;
  private StoreJournal journal;
  private HandledLog handled;

  MarketProcessor(CommandReader reader, Clock clock, Duration gatePeriod, EngineObserver observer) {
    this.reader = reader;
    this.clock = clock;
    this.gatePeriod = gatePeriod;
    this.observer = observer;
  }

  /** Called anew, on the same processor, after an aborted transaction. */
  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    this.context = context;
    journal = new StoreJournal(context);
    handled = new HandledLog(context);
    markets.clear();
    journal.restore(this::own);
    context.schedule(gatePeriod, PunctuationType.WALL_CLOCK_TIME, now -> proposeTimes());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata where = context.recordMetadata().orElseThrow();
    if (handled.advance(where.offset())) {
      handle(record, where);
    } else {
      LOG.debug("{}, offset {}, is handled already", where.topic(), where.offset());
    }
  }

  private void handle(Record<byte[], byte[]> record, RecordMetadata where) {
    try {
      SpecificRecord command = reader.read(where.topic(), record.value());
      String signature = SignatureHeader.read(record.headers());
      handle(new LogEntry(where.offset(), command, signature), record.timestamp());
    } catch (UndecodableException poison) {
      observer.setAside(poison.reason());
      context.forward(DeadLetters.letter(where, record, poison), Nodes.MARKET_DEAD_LETTERS);
    }
  }

  private void handle(LogEntry entry, long timestamp) {
    String market = field(entry.command(), "market");
    OwnedMarket owned = markets.get(market);
    MarketState state = owned != null ? owned.state() : MarketState.undefined(market, journal);
    long began = System.nanoTime();
    List<SpecificRecord> events = Market.handle(state, entry);
    observer.handled(entry.command(), events, Duration.ofNanos(System.nanoTime() - began));
    events.forEach(event -> publish(event, timestamp));
    if (owned != null) {
      owned.arrived(entry.command());
    } else if (state.definition().isPresent()) {
      own(state);
    }
  }

  private void own(MarketState state) {
    markets.put(state.definition().orElseThrow().getMarket(), new OwnedMarket(state));
  }

  private void publish(SpecificRecord event, long timestamp) {
    if (event instanceof Clearing clearing) {
      forward(clearing.getMarket(), clearing, timestamp, Nodes.CLEARINGS);
    } else if (event instanceof Trade trade) {
      forward(trade.getMarket(), trade, timestamp, Nodes.TRADES);
    } else if (event instanceof IndicativeClearing indicative) {
      forward(indicative.getMarket(), indicative, timestamp, Nodes.INDICATIVE_CLEARINGS);
    } else if (event instanceof TradeSettled || event instanceof Posting) {
      forward(field(event, "market"), event, timestamp, Nodes.SETTLEMENTS);
    } else {
      warnOfPoison(event);
      forward(field(event, "participant"), event, timestamp, Nodes.ORDER_EVENTS);
    }
  }

  /** What the auction threw comes again whenever the log is replayed up to this position. */
  private static void warnOfPoison(SpecificRecord event) {
    if (event instanceof OrderRejected rejected
        && rejected.getReason().equals(Reason.POISON.name())) {
      LOG.error(
          "{}: {}; log position {}",
          rejected.getMarket(),
          rejected.getDetail(),
          rejected.getLogPosition());
    }
  }

  private void proposeTimes() {
    long now = clock.millis();
    markets.values().forEach(market -> market.propose(now).ifPresent(entry -> write(entry, now)));
  }

  /** Commits at once: until then the entry hides everything behind it in the log. */
  private void write(SpecificRecord entry, long now) {
    Proposal proposal = new Proposal(entry, context.taskId().partition());
    forward(field(entry, "market"), proposal, now, Nodes.TIMES);
    context.commit();
  }

  private void forward(String key, Object value, long timestamp, String sink) {
    context.forward(new Record<>(key.getBytes(UTF_8), value, timestamp), sink);
  }

  private static String field(SpecificRecord record, String name) {
    return (String) ((GenericRecord) record).get(name);
  }
}
