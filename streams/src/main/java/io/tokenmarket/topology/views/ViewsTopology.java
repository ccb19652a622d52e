package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RecordSerde;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The views as a topology of its own: market-log (for the rules), clearings and trades in, named
 * stores out.
 *
 * <p>Every write is a put under a key that its record determines, so reading a record twice changes
 * nothing and at-least-once is enough.
 */
public final class ViewsTopology {
  /** Market to MarketDefinition. In memory: there are few, and every command looks here. */
  public static final String MARKETS = "markets";

  /** {@link ViewKeys#clearing} to Clearing. */
  public static final String CLEARINGS = "clearings-by-interval";

  /** Market to its last Clearing. */
  public static final String LATEST_CLEARING = "latest-clearing";

  /** {@link ViewKeys#trade} to Trade. */
  public static final String TRADES = "trades-by-interval";

  private final ViewsConfig config;
  private final Topology topology = new Topology();

  private ViewsTopology(ViewsConfig config) {
    this.config = config;
  }

  static Topology build(ViewsConfig config) {
    ViewsTopology views = new ViewsTopology(config);
    views.rules();
    views.clearings();
    views.trades();
    return views.topology;
  }

  private void rules() {
    source("market-log-source", Topics.MARKET_LOG, new ByteArrayDeserializer());
    RecordReader reader = new RecordReader(config.registry());
    topology.addProcessor("rules", () -> new RulesProcessor(reader), "market-log-source");
    store(Stores.inMemoryKeyValueStore(MARKETS), "rules");
  }

  private void clearings() {
    source("clearings-source", Topics.CLEARINGS, this.<Clearing>serde().deserializer());
    topology.addProcessor("clearings", ClearingProcessor::new, "clearings-source");
    store(config.history(CLEARINGS), "clearings");
    store(config.history(LATEST_CLEARING), "clearings");
    for (Grouping grouping : Grouping.values()) {
      store(config.history(grouping.store()), "clearings");
    }
  }

  private void trades() {
    source("trades-source", Topics.TRADES, this.<Trade>serde().deserializer());
    topology.addProcessor("trades", TradeProcessor::new, "trades-source");
    store(config.history(TRADES), "trades");
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
