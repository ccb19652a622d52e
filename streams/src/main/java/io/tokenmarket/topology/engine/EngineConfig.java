package io.tokenmarket.topology.engine;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.topology.cluster.Pulse;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * The engine's settings: its defaults, and over them what the caller gives, which is any setting of
 * Kafka Streams, of its clients ({@code producer.}, {@code consumer.}) or of the registry's client,
 * and the engine's own below.
 *
 * <p>The caller must give {@code bootstrap.servers} and {@code schema.registry.url}. For a quick
 * return after a crash give {@code group.instance.id} too, one a node and the same at each start:
 * then the group does not wait for the dead one, nor the log for its transaction.
 */
public final class EngineConfig {
  /** How often the owner of a partition looks at the clock, milliseconds. */
  public static final String GATE_PERIOD = "engine.gate.period.ms";

  /** So many events of one auction are in a transaction at most. */
  public static final String PAGE_EVENTS = "engine.page.events";

  /**
   * So many bytes a record may have that is published; fewer where the topic takes fewer. A
   * clearing that has more is published in parts.
   */
  public static final String RECORD_BYTES = "engine.record.bytes";

  /** Over so many open orders an auction is held beside the thread that serves the partition. */
  public static final String LARGE_BOOK = "engine.large.book";

  /** So many events are published at least before the next snapshot of the markets is begun. */
  public static final String SNAPSHOT_EVENTS = "engine.snapshot.events";

  /** Where snapshots are kept besides their changelog: {@code memory} or {@code disk}. */
  public static final String STORES = "engine.stores";

  /** How long a record waits for a registry that is silent before the engine stops, ms. */
  public static final String REGISTRY_PATIENCE = "engine.registry.patience.ms";

  /** How many commands of one participant get into the log a second, 0 for any number. */
  public static final String INTAKE_RATE = "engine.intake.rate";

  /** How many of them at once. */
  public static final String INTAKE_BURST = "engine.intake.burst";

  /** By how much a node's clock may differ from the brokers' before it holds no auctions, ms. */
  public static final String CLOCK_TOLERANCE = "engine.clock.tolerance.ms";

  private static final Map<String, Object> DEFAULTS =
      Map.ofEntries(
          Map.entry(CLOCK_TOLERANCE, 500L),
          Map.entry(INTAKE_RATE, 1_000L),
          Map.entry(INTAKE_BURST, 2_000L),
          Map.entry(GATE_PERIOD, 20L),
          // To handle so many again takes about a second.
          Map.entry(SNAPSHOT_EVENTS, 100_000L),
          Map.entry(PAGE_EVENTS, 20_000L),
          Map.entry(RECORD_BYTES, 16_777_216L),
          Map.entry(LARGE_BOOK, 20_000L),
          Map.entry(STORES, "memory"),
          Map.entry(REGISTRY_PATIENCE, 60_000L),
          // While a task asks the registry it serves nobody else.
          Map.entry("http.connect.timeout.ms", 2_000),
          Map.entry("http.read.timeout.ms", 2_000),
          Map.entry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2),
          Map.entry(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true),
          // An answer waits for the commit: at 20 ms the median order is answered in 15 ms.
          Map.entry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 20L),
          // Else it formats a message for every record while another topic has none.
          Map.entry(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED),
          Map.entry(StreamsConfig.POLL_MS_CONFIG, 10L),
          Map.entry(StreamsConfig.RETRY_BACKOFF_MS_CONFIG, 20L),
          // A node that dies and does not come back is in the way of the others for as long.
          producer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000),
          producer(ProducerConfig.BATCH_SIZE_CONFIG, 131_072),
          // Every common client reads gzip without a library more.
          producer(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip"),
          // A clearing names every open offer.
          producer(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16_777_216),
          consumer(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000),
          // An empty partition must not keep the records of the others waiting.
          consumer(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50),
          consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000),
          consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000));

  private static final String BATCH_BYTES =
      StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG);

  private static final long LEAST_RECORD = 1_000;

  /** More than the key of a record, and what is before it in a batch. */
  private static final int FRAME_BYTES = 4_096;

  private final Map<String, Object> settings;

  private EngineConfig(Map<String, Object> settings) {
    this.settings = settings;
  }

  /** The defaults with these settings over them. */
  public static EngineConfig of(Map<String, ?> overrides) {
    Map<String, Object> settings = new HashMap<>(DEFAULTS);
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, ExchangeName.of(overrides).engine());
    settings.putAll(overrides);
    return new EngineConfig(Collections.unmodifiableMap(settings));
  }

  /**
   * @throws ConfigException where a setting is missing or out of range
   */
  public StreamsConfig streams() {
    return new StreamsConfig(settings);
  }

  /** The name under which the engine's nodes share out the partitions and commit. */
  public String applicationId() {
    return settings.get(StreamsConfig.APPLICATION_ID_CONFIG).toString();
  }

  /** Whose topics the engine reads and writes. */
  ExchangeName exchange() {
    return ExchangeName.of(settings);
  }

  /** Settings of the registry's client, among others it does not know. */
  Map<String, Object> registry() {
    return settings;
  }

  /** The node's name where it was given one, in the application's namespace. */
  Optional<String> node() {
    return instance().map(name -> applicationId() + "-" + name);
  }

  /** The name it was given, as it is. */
  Optional<String> instance() {
    return Optional.ofNullable(settings.get(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG))
        .map(Object::toString);
  }

  /** A new one for each task. */
  FairIntake intake() {
    return new FairIntake(atLeast(0, INTAKE_RATE), atLeast(1, INTAKE_BURST));
  }

  long largeBook() {
    return atLeast(1, LARGE_BOOK);
  }

  int pageEvents() {
    return Math.toIntExact(atLeast(1, PAGE_EVENTS));
  }

  long recordBytes() {
    return atLeast(LEAST_RECORD, RECORD_BYTES);
  }

  /**
   * The same for a topic that takes so many bytes at once: a record's key and frame are among them.
   */
  EngineConfig within(int topicBytes) {
    Map<String, Object> within = new HashMap<>(settings);
    within.put(RECORD_BYTES, Math.min(recordBytes(), topicBytes - FRAME_BYTES));
    within.put(BATCH_BYTES, (int) Math.min(atLeast(0, BATCH_BYTES), topicBytes));
    return new EngineConfig(Collections.unmodifiableMap(within));
  }

  long snapshotEvents() {
    return atLeast(1, SNAPSHOT_EVENTS);
  }

  Duration gatePeriod() {
    return millis(GATE_PERIOD);
  }

  /** Of what the engine has committed before. */
  StateReader stateReader() {
    return new StateReader(
        streams().getRestoreConsumerConfigs(applicationId() + "-check"), applicationId());
  }

  /** Reads the log with a consumer of its own each time. */
  LogRange logRange() {
    return (partition, first, last, each) -> {
      try (StateReader log = stateReader()) {
        log.entries(partition, first, last, each);
      }
    };
  }

  /** Says that this node runs, and asks for the brokers' time. */
  public Pulse pulse() {
    StreamsConfig streams = streams();
    return new Pulse(
        watcher("pulse"),
        streams.getProducerConfigs("pulse"),
        streams.getRestoreConsumerConfigs("pulse"),
        applicationId() + "-nodes",
        node().orElse("a node without a name"));
  }

  /** For an admin client that asks again and again and gives up within five seconds each time. */
  Map<String, Object> watcher(String client) {
    Map<String, Object> quick = new HashMap<>(streams().getAdminConfigs(client));
    quick.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
    quick.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    return quick;
  }

  public Duration clockTolerance() {
    return Duration.ofMillis(atLeast(1, CLOCK_TOLERANCE));
  }

  Duration registryPatience() {
    return millis(REGISTRY_PATIENCE);
  }

  KeyValueBytesStoreSupplier store(String name) {
    String kind = settings.get(STORES).toString();
    return switch (kind) {
      case "memory" -> Stores.inMemoryKeyValueStore(name);
      case "disk" -> Stores.persistentKeyValueStore(name);
      default -> throw new ConfigException(STORES, kind, "must be memory or disk");
    };
  }

  private Duration millis(String name) {
    return Duration.ofMillis(atLeast(0, name));
  }

  private long atLeast(long least, String name) {
    String value = settings.get(name).toString();
    if (!value.matches("\\d{1,12}") || Long.parseLong(value) < least) {
      throw new ConfigException(name, value, "must be a whole number, at least " + least);
    }
    return Long.parseLong(value);
  }

  private static Map.Entry<String, Object> producer(String name, Object value) {
    return Map.entry(StreamsConfig.producerPrefix(name), value);
  }

  private static Map.Entry<String, Object> consumer(String name, Object value) {
    return Map.entry(StreamsConfig.consumerPrefix(name), value);
  }
}
