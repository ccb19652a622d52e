package io.tokenmarket.topology.views;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.ClearingPart;
import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.IndicativeClearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.TradeSettled;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RecordSerde;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The topology of the views without a broker, and the questions its stores answer. */
public final class ViewsDriver extends StoreViews implements AutoCloseable {
  private static final int KEPT_ORDERS = 1_000;

  private final Serializer<SpecificRecord> serializer;
  private final Watch watch = new Watch();
  private final MarketReplicas replicas = new MarketReplicas(KEPT_ORDERS);
  private final TopologyTestDriver driver;
  private long logEnd;

  /** What the books say of every record. */
  private RecordTrust belief = RecordTrust.COMPUTED;

  private ViewsDriver(Map<String, Object> settings) {
    this.serializer = new RecordSerde<>(settings).serializer();
    ViewsConfig config = ViewsConfig.of(settings);
    Properties properties = new Properties();
    properties.putAll(config.streams().originals());
    this.driver = new TopologyTestDriver(ViewsTopology.build(config, input(settings)), properties);
  }

  private HistoryInput input(Map<String, Object> settings) {
    return new HistoryInput(
        ExchangeName.NONE,
        new HistoryRecords(new RecordReader(settings)),
        published -> belief,
        new HistoryReading(ExchangeName.NONE, watch, false),
        new SetAside(ExchangeName.NONE),
        watch);
  }

  /** With stores on disk, as the exchange has them. */
  public static ViewsDriver onDisk(Path directory) {
    return new ViewsDriver(settings(directory, "disk"));
  }

  public static ViewsDriver inMemory(Path directory) {
    return new ViewsDriver(settings(directory, "memory"));
  }

  /** From now on the books do not know what the log gave. */
  void forget() {
    belief = RecordTrust.UNKNOWN;
  }

  public void define(MarketDefinition definition) {
    log(definition);
  }

  /** Appends to the log; returns the position. */
  public long log(SpecificRecord command) {
    replicas.read(0, new LogEntry(logEnd, command));
    watch.changed();
    return logEnd++;
  }

  /** What the exchange tells a participant. */
  public void tell(String participant, SpecificRecord event) {
    topic(Topics.ORDER_EVENTS).pipeInput(participant, event);
  }

  public void settle(TradeSettled trade) {
    topic(Topics.SETTLEMENTS).pipeInput(trade.getMarket(), trade);
  }

  public void settle(Posting posting) {
    topic(Topics.SETTLEMENTS).pipeInput(posting.getMarket(), posting);
  }

  public void indicate(IndicativeClearing clearing) {
    topic(Topics.INDICATIVE_CLEARINGS).pipeInput(clearing.getMarket(), clearing);
  }

  public void clear(Clearing clearing) {
    topic(Topics.CLEARINGS).pipeInput(clearing.getMarket(), clearing);
  }

  /** A part of a clearing. */
  void clear(ClearingPart part) {
    topic(Topics.CLEARINGS).pipeInput(part.getClearing().getMarket(), part);
  }

  public void trade(Trade trade) {
    topic(Topics.TRADES).pipeInput(trade.getMarket(), trade);
  }

  /** The sample market's clearing of an interval with its trades. */
  public void clear(String market, long interval) {
    clear(SampleMarket.clearing(market, interval));
    SampleMarket.trades(market, interval).forEach(this::trade);
  }

  /** How many entries a view has in a store. */
  long entries(String store, String view) {
    long entries = 0;
    try (var all = this.store(store, "").range(view + '/', view + (char) ('/' + 1))) {
      for (; all.hasNext(); all.next()) {
        entries++;
      }
    }
    return entries;
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public MarketReplicas replicas() {
    return replicas;
  }

  @Override
  public Watch watch() {
    return watch;
  }

  @Override
  public List<Progress> progress() {
    return List.of(new Progress(Topics.MARKET_LOG, 0, logEnd, logEnd, 0));
  }

  @Override
  protected <V> ReadOnlyKeyValueStore<String, V> store(String name, String key) {
    return driver.getKeyValueStore(name);
  }

  @Override
  protected boolean isDeleted(SpecificRecord event) {
    return false;
  }

  /** The folder goes with its test: a file that RocksDB still writes there is nobody's failure. */
  @Override
  public void close() {
    watch.close();
    try {
      driver.close();
    } catch (StreamsException notEmptied) {
      if (!(notEmptied.getCause() instanceof DirectoryNotEmptyException)) {
        throw notEmptied;
      }
    }
  }

  private TestInputTopic<String, SpecificRecord> topic(String name) {
    return driver.createInputTopic(name, new StringSerializer(), serializer);
  }

  private static Map<String, Object> settings(Path directory, String stores) {
    return Map.of(
        ViewsConfig.STORES,
        stores,
        StreamsConfig.STATE_DIR_CONFIG,
        directory.toString(),
        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
        "unused:9092",
        "schema.registry.url",
        "mock://" + UUID.randomUUID(),
        "auto.register.schemas",
        true);
  }
}
