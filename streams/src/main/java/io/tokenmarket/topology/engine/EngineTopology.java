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
  /**
   * A changelog's old segments are compacted, its active one is not: small ones restore faster. Its
   * time is the brokers', so that no clock of a node can make them refuse a record.
   */
  private static final Map<String, String> CHANGELOG =
      Map.of("segment.bytes", "67108864", "message.timestamp.type", "LogAppendTime");

  /** A record without a valid time is as good as any other: nothing is decided by it. */
  private static final TimestampExtractor ANY_TIME =
      (record, partitionTime) -> Math.max(0, record.timestamp());

  private final EngineConfig config;
  private final Clock clock;
  private final EngineObserver observer;
  private final LogIdentity log;
  private final CommandReader reader;
  private final CommandReader anybodys;
  private final RecordSerde<SpecificRecord> serde;
  private final Topology topology = new Topology();

  private EngineTopology(
      EngineConfig config,
      RecordReader reader,
      RecordSerde<SpecificRecord> serde,
      Clock clock,
      EngineObserver observer,
      LogIdentity log) {
    this.log = log;
    this.config = config;
    this.clock = clock;
    this.observer = observer;
    this.reader = new CommandReader(reader, config.registryPatience());
    this.anybodys = new CommandReader(reader.sparing(), config.registryPatience());
    this.serde = serde;
  }

  /**
   * @param reader what is shared by all tasks, so that each schema is fetched once
   * @param serde for what is published and stored, shared for the same reason
   * @param clock when gates are due; asked for nothing else
   * @param observer of all tasks
   * @param log which one is read
   */
  static Topology build(
      EngineConfig config,
      RecordReader reader,
      RecordSerde<SpecificRecord> serde,
      Clock clock,
      EngineObserver observer,
      LogIdentity log) {
    return new EngineTopology(config, reader, serde, clock, observer, log)
        .intake()
        .market()
        .topology;
  }

  private EngineTopology intake() {
    Topics.COMMANDS.forEach(this::source);
    topology.addProcessor(
        TopologyNames.INTAKE,
        () -> new IntakeProcessor(config, anybodys, observer, serde.serializer()),
        Topics.COMMANDS.toArray(String[]::new));
    sink(
        TopologyNames.INTAKE_LOG,
        Topics.MARKET_LOG,
        new ByteArraySerializer(),
        TopologyNames.INTAKE);
    sink(
        TopologyNames.INTAKE_REFUSALS,
        Topics.ORDER_EVENTS,
        serde.serializer(),
        TopologyNames.INTAKE);
    sink(
        TopologyNames.INTAKE_DEAD_LETTERS,
        Topics.DEAD_LETTERS,
        serde.serializer(),
        TopologyNames.INTAKE);
    return this;
  }

  /** What changes with every command is cached: only the last of a commit is worth a record. */
  private EngineTopology market() {
    source(Topics.MARKET_LOG);
    topology.addProcessor(
        TopologyNames.MARKET,
        () -> new MarketProcessor(config, reader, clock, observer, log, serde),
        Topics.MARKET_LOG);
    topology.addStateStore(
        store(TopologyNames.HANDLED_LOG, Handled.serde()).withCachingEnabled(),
        TopologyNames.MARKET);
    topology.addStateStore(store(TopologyNames.SCHEMA_IDS, Serdes.String()), TopologyNames.MARKET);
    topology.addStateStore(store(TopologyNames.SNAPSHOT, Serdes.ByteArray()), TopologyNames.MARKET);
    for (String topic : Topics.PUBLISHED) {
      sink(TopologyNames.sink(topic), topic, serde.serializer(), TopologyNames.MARKET);
    }
    sink(
        TopologyNames.MARKET_DEAD_LETTERS,
        Topics.DEAD_LETTERS,
        serde.serializer(),
        TopologyNames.MARKET);
    topology.addSink(
        TopologyNames.TIMES,
        config.exchange().topic(Topics.MARKET_LOG),
        new ByteArraySerializer(),
        ProposedGate.serializer(serde.serializer()),
        ProposedGate::partitions,
        TopologyNames.MARKET);
    return this;
  }

  private void source(String topic) {
    topology.addSource(
        AutoOffsetReset.earliest(),
        topic,
        ANY_TIME,
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        config.exchange().topic(topic));
  }

  private void sink(String name, String topic, Serializer<?> values, String parent) {
    topology.addSink(
        name, config.exchange().topic(topic), new ByteArraySerializer(), values, parent);
  }

  private StoreBuilder<?> store(String name, Serde<?> values) {
    return Stores.keyValueStoreBuilder(config.store(name), Serdes.String(), values)
        .withLoggingEnabled(CHANGELOG);
  }
}
