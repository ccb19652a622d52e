package io.tokenmarket.topology.engine;

import io.tokenmarket.schemas.BudgetDefinition;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.CommandSignature;
import io.tokenmarket.schemas.DeadLetter;
import io.tokenmarket.schemas.IndicativeClearing;
import io.tokenmarket.schemas.KeyDefinition;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHalted;
import io.tokenmarket.schemas.MarketResumed;
import io.tokenmarket.schemas.OfferAmended;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RecordSerde;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The engine's topology on one partition, with a registry in memory and a clock that is set. */
final class EngineDriver implements AutoCloseable {
  /** Their records are sent under the market's name. */
  private static final Set<String> OPERATIONS =
      Set.of(Topics.MARKET_DEFINITIONS, Topics.MARKET_OPERATIONS);

  private final Map<String, Object> registry =
      Map.of(
          "schema.registry.url",
          "mock://" + UUID.randomUUID(),
          "auto.register.schemas",
          true,
          "bootstrap.servers",
          "none:1");
  private final SetClock clock = new SetClock();
  private final TopologyTestDriver driver;
  private final RecordSerde<SpecificRecord> serde = new RecordSerde<>(registry);

  EngineDriver() {
    this(Map.of());
  }

  /**
   * @param overrides settings of the engine; what is sent to it goes by the registry in memory
   */
  EngineDriver(Map<String, ?> overrides) {
    Map<String, Object> settings = new HashMap<>(registry);
    settings.putAll(overrides);
    EngineConfig config = EngineConfig.of(settings);
    Properties properties = new Properties();
    properties.putAll(config.streams().originals());
    driver =
        new TopologyTestDriver(
            EngineTopology.build(
                config,
                new RecordReader(config.registry()),
                new RecordSerde<>(config.registry()),
                clock,
                EngineObserver.NONE,
                new LogIdentity(
                    Topics.MARKET_LOG,
                    Map.of(Topics.MARKET_LOG, Uuid.ONE_UUID),
                    1,
                    (partition, first, last, each) -> {})),
            properties,
            Instant.EPOCH);
  }

  /** Sends the command as its sender would, and returns the value's bytes. */
  byte[] send(SpecificRecord command) {
    Object key = ((GenericRecord) command).get("participant");
    boolean operator = OPERATIONS.contains(topic(command));
    return send((String) (operator ? ((GenericRecord) command).get("market") : key), command);
  }

  /** The same, with this header among others. */
  void send(SpecificRecord command, String signature) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("traceparent", new byte[] {1});
    headers.add(CommandSignature.HEADER, signature.getBytes(StandardCharsets.UTF_8));
    String key = (String) ((GenericRecord) command).get("participant");
    driver
        .createInputTopic(topic(command), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(key, bytes(command), headers));
  }

  byte[] send(String key, SpecificRecord command) {
    byte[] value = bytes(command);
    send(topic(command), key, value);
    return value;
  }

  void send(String topic, String key, byte[] value) {
    driver
        .createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, value);
  }

  void send(String topic, byte[] key, byte[] value) {
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(key, value);
  }

  byte[] bytes(SpecificRecord record) {
    return serde.serializer().serialize("any", record);
  }

  /** Sets the clock to so many milliseconds after the epoch and lets the engine look at it. */
  void look(long epochMillis) {
    clock.set(Instant.ofEpochMilli(epochMillis));
    driver.advanceWallClockTime(Duration.ofMillis(20));
  }

  /** What the market log holds since it was last read, keys and bytes. */
  List<TestRecord<String, byte[]>> log() {
    return driver
        .createOutputTopic(Topics.MARKET_LOG, new StringDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  /** The log's commands since it was last read. */
  List<SpecificRecord> commands() {
    return log().stream()
        .map(entry -> serde.deserializer().deserialize(Topics.MARKET_LOG, entry.value()))
        .toList();
  }

  List<TestRecord<String, SpecificRecord>> orderEvents() {
    return records(Topics.ORDER_EVENTS);
  }

  List<TestRecord<String, Clearing>> clearings() {
    return records(Topics.CLEARINGS);
  }

  List<TestRecord<String, IndicativeClearing>> indicativeClearings() {
    return records(Topics.INDICATIVE_CLEARINGS);
  }

  List<TestRecord<String, Trade>> trades() {
    return records(Topics.TRADES);
  }

  List<TestRecord<String, DeadLetter>> deadLetters() {
    return records(Topics.DEAD_LETTERS);
  }

  private <T extends SpecificRecord> List<TestRecord<String, T>> records(String topic) {
    return driver
        .createOutputTopic(
            topic, new StringDeserializer(), new RecordSerde<T>(registry).deserializer())
        .readRecordsToList();
  }

  private static String topic(SpecificRecord command) {
    if (command instanceof MarketDefinition) {
      return Topics.MARKET_DEFINITIONS;
    }
    if (command instanceof MarketHalted
        || command instanceof MarketResumed
        || command instanceof BudgetDefinition
        || command instanceof KeyDefinition) {
      return Topics.MARKET_OPERATIONS;
    }
    boolean supply =
        command instanceof SupplyOffer
            || command instanceof OfferAmended
            || command instanceof OfferCancelled;
    return supply ? Topics.SUPPLY_OFFERS : Topics.TOKEN_DEMAND;
  }

  @Override
  public void close() {
    driver.close();
  }
}
