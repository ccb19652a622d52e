package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.IndicativeClearing;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.registry.RecordSerde;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The history of the markets as a topology of its own: clearings, indicative clearings, trades,
 * order-events and settlements in, named stores out.
 *
 * <p>Every write is a put under a key that its record determines, so reading a record twice changes
 * nothing and at-least-once is enough.
 */
public final class ViewsTopology {
  /** {@link ViewKeys#clearing} to Clearing. */
  public static final String CLEARINGS = "clearings-by-interval";

  /** Market to its last Clearing. */
  public static final String LATEST_CLEARING = "latest-clearing";

  /** {@link ViewKeys#trade} to Trade. */
  public static final String TRADES = "trades-by-interval";

  /** {@link ViewKeys#event} to what was told. */
  public static final String EVENTS = "events-by-participant";

  /** {@link ViewKeys#told} to what a participant was told last about a market. */
  public static final String LAST_TOLD = "last-told";

  /** Market to its last TradeSettled or Posting. */
  public static final String LAST_SETTLEMENT = "last-settlement";

  /** {@link ViewKeys#award} to OrderAwarded. */
  public static final String AWARDS = "awards-by-participant";

  /** Market to its last IndicativeClearing. */
  public static final String INDICATIVE = "latest-indicative-clearing";

  /** {@link ViewKeys#trade} to TradeSettled. */
  public static final String SETTLED_TRADES = "settled-trades-by-interval";

  /** {@link ViewKeys#delivery} to DeliveryPerformance. */
  public static final String DELIVERIES = "deliveries-by-subject";

  /** {@link ViewKeys#posting} to Posting. */
  public static final String POSTINGS = "postings-by-account";

  private final ViewsConfig config;
  private final Watch watch;
  private final Topology topology = new Topology();

  private ViewsTopology(ViewsConfig config, Watch watch) {
    this.config = config;
    this.watch = watch;
  }

  /**
   * @param watch told of everything that is read
   */
  static Topology build(ViewsConfig config, Watch watch) {
    ViewsTopology views = new ViewsTopology(config, watch);
    views.clearings();
    views.trades();
    views.events();
    views.indicative();
    views.settlements();
    views.deliveries();
    return views.topology;
  }

  private void clearings() {
    source("clearings-source", Topics.CLEARINGS, this.<Clearing>serde().deserializer());
    topology.addProcessor("clearings", () -> new ClearingProcessor(watch), "clearings-source");
    store(config.history(CLEARINGS), "clearings");
    store(config.history(LATEST_CLEARING), "clearings");
    for (Grouping grouping : Grouping.values()) {
      store(config.history(grouping.store()), "clearings");
    }
  }

  private void trades() {
    source("trades-source", Topics.TRADES, this.<Trade>serde().deserializer());
    topology.addProcessor("trades", () -> new TradeProcessor(watch), "trades-source");
    store(config.history(TRADES), "trades");
  }

  private void events() {
    source("order-events-source", Topics.ORDER_EVENTS, serde().deserializer());
    topology.addProcessor("order-events", () -> new EventProcessor(watch), "order-events-source");
    store(config.history(EVENTS), "order-events");
    store(config.history(AWARDS), "order-events");
    store(config.history(LAST_TOLD), "order-events");
  }

  private void indicative() {
    source(
        "indicative-source",
        Topics.INDICATIVE_CLEARINGS,
        this.<IndicativeClearing>serde().deserializer());
    topology.addProcessor("indicative", () -> new IndicativeProcessor(watch), "indicative-source");
    store(Stores.inMemoryKeyValueStore(INDICATIVE), "indicative");
  }

  private void settlements() {
    source("settlements-source", Topics.SETTLEMENTS, serde().deserializer());
    topology.addProcessor(
        "settlements", () -> new SettlementProcessor(watch), "settlements-source");
    store(config.history(SETTLED_TRADES), "settlements");
    store(config.history(POSTINGS), "settlements");
    store(config.history(LAST_SETTLEMENT), "settlements");
  }

  /** Clearings, trades and settlements of a market are of one partition number each. */
  private void deliveries() {
    store(config.history(DELIVERIES), "settlements");
    for (String processor : List.of("clearings", "trades", "settlements")) {
      topology.connectProcessorAndStateStores(processor, DeliveryFiling.STORES);
    }
  }

  private void source(String name, String topic, Deserializer<?> values) {
    topology.addSource(name, new StringDeserializer(), values, topic);
  }

  private void store(KeyValueBytesStoreSupplier supplier, String processor) {
    StoreBuilder<KeyValueStore<String, SpecificRecord>> builder =
        Stores.keyValueStoreBuilder(supplier, Serdes.String(), serde());
    topology.addStateStore(builder, processor);
  }

  private <T extends SpecificRecord> RecordSerde<T> serde() {
    return new RecordSerde<>(config.registry());
  }
}
