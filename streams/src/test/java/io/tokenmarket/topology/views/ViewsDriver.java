package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.registry.RecordSerde;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The topology of the views without a broker, and the questions its stores answer. */
public final class ViewsDriver extends StoreViews implements AutoCloseable {
  private final Map<String, Object> settings;
  private final TopologyTestDriver driver;

  private ViewsDriver(Map<String, Object> settings) {
    this.settings = settings;
    ViewsConfig config = ViewsConfig.of(settings);
    Properties properties = new Properties();
    properties.putAll(config.streams().originals());
    this.driver = new TopologyTestDriver(ViewsTopology.build(config), properties);
  }

  /** With stores on disk, as the exchange has them. */
  public static ViewsDriver onDisk(Path directory) {
    return new ViewsDriver(settings(directory, "disk"));
  }

  public static ViewsDriver inMemory(Path directory) {
    return new ViewsDriver(settings(directory, "memory"));
  }

  public void define(MarketDefinition definition) {
    log(definition.getMarket(), definition);
  }

  public void log(String market, SpecificRecord command) {
    topic(Topics.MARKET_LOG).pipeInput(market, command);
  }

  public void clear(Clearing clearing) {
    topic(Topics.CLEARINGS).pipeInput(clearing.getMarket(), clearing);
  }

  public void trade(Trade trade) {
    topic(Topics.TRADES).pipeInput(trade.getMarket(), trade);
  }

  /** The sample market's clearing of an interval with its trades. */
  public void clear(String market, long interval) {
    clear(SampleMarket.clearing(market, interval));
    SampleMarket.trades(market, interval).forEach(this::trade);
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  protected <V> ReadOnlyKeyValueStore<String, V> store(String name) {
    return driver.getKeyValueStore(name);
  }

  @Override
  public void close() {
    driver.close();
  }

  private TestInputTopic<String, SpecificRecord> topic(String name) {
    return driver.createInputTopic(
        name, new StringSerializer(), new RecordSerde<>(settings).serializer());
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
