package io.tokenmarket.topology.engine;

import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RecordSerde;
import java.time.Clock;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The exchange as one topology: {@code intake} appends to the market log, {@code market} reads it.
 * They share nothing but the log, so each is a subtopology of its own.
 */
public final class EngineTopology {
  /** A changelog's old segments are compacted, its active one is not: small ones restore faster. */
  private static final Map<String, String> CHANGELOG = Map.of("segment.bytes", "67108864");

  /** A record without a valid time is as good as any other: nothing is decided by it. */
  private static final TimestampExtractor ANY_TIME =
      (record, partitionTime) -> Math.max(0, record.timestamp());

  private final EngineConfig config;
  private final Clock clock;
  private final EngineObserver observer;
  private final CommandReader reader;
  private final RecordSerde<SpecificRecord> serde;
  private final Topology topology = new Topology();

  private EngineTopology(
      EngineConfig config,
      RecordReader reader,
      RecordSerde<SpecificRecord> serde,
      Clock clock,
      EngineObserver observer) {
    this.config = config;
    this.clock = clock;
    this.observer = observer;
    this.reader = new CommandReader(reader, config.registryPatience());
    this.serde = serde;
  }

  /**
   * @param reader what is shared by all tasks, so that each schema is fetched once
   * @param serde for what is published and stored, shared for the same reason
   * @param clock when gates are due; asked for nothing else
   * @param observer of all tasks
   */
  public static Topology build(
      EngineConfig config,
      RecordReader reader,
      RecordSerde<SpecificRecord> serde,
      Clock clock,
      EngineObserver observer) {
    return new EngineTopology(config, reader, serde, clock, observer).intake().market().topology;
  }

  private EngineTopology intake() {
    source(Topics.SUPPLY_OFFERS);
    source(Topics.TOKEN_DEMAND);
    source(Topics.MARKET_DEFINITIONS);
    source(Topics.MARKET_OPERATIONS);
    source(Topics.DELIVERIES);
    topology.addProcessor(
        Nodes.INTAKE,
        () -> new IntakeProcessor(reader, observer),
        Topics.SUPPLY_OFFERS,
        Topics.TOKEN_DEMAND,
        Topics.MARKET_DEFINITIONS,
        Topics.MARKET_OPERATIONS,
        Topics.DELIVERIES);
    sink(Nodes.INTAKE_LOG, Topics.MARKET_LOG, new ByteArraySerializer(), Nodes.INTAKE);
    sink(Nodes.INTAKE_REFUSALS, Topics.ORDER_EVENTS, serde.serializer(), Nodes.INTAKE);
    sink(Nodes.INTAKE_DEAD_LETTERS, Topics.DEAD_LETTERS, serde.serializer(), Nodes.INTAKE);
    return this;
  }

  /** What changes with every command is cached: only the last of a commit is worth a record. */
  private EngineTopology market() {
    source(Topics.MARKET_LOG);
    topology.addProcessor(
        Nodes.MARKET,
        () -> new MarketProcessor(reader, clock, config.gatePeriod(), observer),
        Topics.MARKET_LOG);
    topology.addStateStore(
        store(Nodes.HANDLED_LOG, Serdes.Long()).withCachingEnabled(), Nodes.MARKET);
    topology.addStateStore(store(Nodes.MARKET_HEADS).withCachingEnabled(), Nodes.MARKET);
    topology.addStateStore(store(Nodes.OPEN_ORDERS), Nodes.MARKET);
    topology.addStateStore(store(Nodes.COMMAND_MEMORY), Nodes.MARKET);
    topology.addStateStore(store(Nodes.BUDGETS), Nodes.MARKET);
    topology.addStateStore(store(Nodes.UNSETTLED_TRADES), Nodes.MARKET);
    topology.addStateStore(store(Nodes.SIGNING_KEYS), Nodes.MARKET);
    sink(Nodes.CLEARINGS, Topics.CLEARINGS, serde.serializer(), Nodes.MARKET);
    sink(Nodes.TRADES, Topics.TRADES, serde.serializer(), Nodes.MARKET);
    sink(Nodes.INDICATIVE_CLEARINGS, Topics.INDICATIVE_CLEARINGS, serde.serializer(), Nodes.MARKET);
    sink(Nodes.SETTLEMENTS, Topics.SETTLEMENTS, serde.serializer(), Nodes.MARKET);
    sink(Nodes.ORDER_EVENTS, Topics.ORDER_EVENTS, serde.serializer(), Nodes.MARKET);
    sink(Nodes.MARKET_DEAD_LETTERS, Topics.DEAD_LETTERS, serde.serializer(), Nodes.MARKET);
    topology.addSink(
        Nodes.TIMES,
        Topics.MARKET_LOG,
        new ByteArraySerializer(),
        Proposal.serializer(serde.serializer()),
        Proposal::partitions,
        Nodes.MARKET);
    return this;
  }

  private void source(String topic) {
    topology.addSource(
        AutoOffsetReset.earliest(),
        topic,
        ANY_TIME,
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topic);
  }

  private void sink(String name, String topic, Serializer<?> values, String parent) {
    topology.addSink(name, topic, new ByteArraySerializer(), values, parent);
  }

  private StoreBuilder<?> store(String name) {
    return store(name, serde);
  }

  private StoreBuilder<?> store(String name, Serde<?> values) {
    return Stores.keyValueStoreBuilder(config.store(name), Serdes.String(), values)
        .withLoggingEnabled(CHANGELOG);
  }
}
