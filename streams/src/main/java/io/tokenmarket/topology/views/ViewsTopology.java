package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordSerde;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The history of the markets as a topology of its own: clearings, indicative clearings, trades,
 * order-events and settlements in, two stores on disk out, and one in memory. Views share a store
 * because each store of each partition costs files, memory and a topic of its own.
 *
 * <p>Every write is a put under a key that its record determines, so reading a record twice changes
 * nothing and at-least-once is enough.
 */
public final class ViewsTopology {
  /**
   * The markets' history: clearings, what was sold and delivered, trades, settlements, each view
   * under {@link ViewKeys} of its own.
   */
  public static final String MARKETS = "market-history";

  /** The participants' history, the same way: what they were told, and awarded. */
  public static final String PARTICIPANTS = "participant-history";

  /** Market to its last IndicativeClearing. */
  public static final String INDICATIVE = "latest-indicative-clearing";

  /** Nothing is decided by the time of a record, so one without a valid time is as good. */
  private static final TimestampExtractor ANY_TIME =
      (record, partitionTime) -> Math.max(0, record.timestamp());

  private final ViewsConfig config;
  private final HistoryInput input;
  private final Topology topology = new Topology();

  private ViewsTopology(ViewsConfig config, HistoryInput input) {
    this.config = config;
    this.input = input;
  }

  /** Whether this is a key of {@link #MARKETS} in a view other than a {@link Grouping}'s. */
  public static boolean isOfAnotherView(String key) {
    return ViewKeys.isOfAnotherView(key);
  }

  /**
   * Where the nodes share the views, all stores of a partition are one task, so that one node has
   * them.
   *
   * @param input takes everything that is read
   */
  static Topology build(ViewsConfig config, HistoryInput input) {
    ViewsTopology views = new ViewsTopology(config, input);
    views.markets();
    views.participants();
    views.indicative();
    if (config.isShared()) {
      views.topology.connectProcessorAndStateStores("order-events", MARKETS);
      views.topology.connectProcessorAndStateStores("indicative", MARKETS);
    }
    return views.topology;
  }

  /** Clearings, trades and settlements of a market are of one partition number each. */
  private void markets() {
    source("clearings-source", Topics.CLEARINGS);
    topology.addProcessor("clearings", () -> new ClearingProcessor(input), "clearings-source");
    source("trades-source", Topics.TRADES);
    topology.addProcessor("trades", () -> new TradeProcessor(input), "trades-source");
    source("settlements-source", Topics.SETTLEMENTS);
    topology.addProcessor(
        "settlements", () -> new SettlementProcessor(input), "settlements-source");
    store(config.history(MARKETS), "clearings", "trades", "settlements");
  }

  private void participants() {
    source("order-events-source", Topics.ORDER_EVENTS);
    topology.addProcessor("order-events", () -> new EventProcessor(input), "order-events-source");
    store(config.history(PARTICIPANTS), "order-events");
  }

  private void indicative() {
    source("indicative-source", Topics.INDICATIVE_CLEARINGS);
    topology.addProcessor("indicative", () -> new IndicativeProcessor(input), "indicative-source");
    store(Stores.inMemoryKeyValueStore(INDICATIVE), "indicative");
  }

  private void source(String name, String topic) {
    topology.addSource(
        AutoOffsetReset.earliest(),
        name,
        ANY_TIME,
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        config.exchange().topic(topic));
  }

  private void store(KeyValueBytesStoreSupplier supplier, String... processors) {
    StoreBuilder<KeyValueStore<String, SpecificRecord>> builder =
        Stores.keyValueStoreBuilder(supplier, Serdes.String(), serde());
    topology.addStateStore(builder, processors);
  }

  private <T extends SpecificRecord> RecordSerde<T> serde() {
    return new RecordSerde<>(config.registry());
  }
}
