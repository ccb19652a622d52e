package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.ExchangeName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * The views' settings: their defaults, and over them what the caller gives, which is any setting of
 * Kafka Streams, of its clients ({@code producer.}, {@code consumer.}) or of the registry's client,
 * and the views' own below.
 *
 * <p>The caller must give {@code bootstrap.servers} and {@code schema.registry.url}, and should
 * give {@code state.dir}.
 */
public final class ViewsConfig {
  /** Where history is kept besides its changelog: {@code disk} or {@code memory}. */
  public static final String STORES = "views.stores";

  /**
   * Where the other nodes reach this one, {@code HOST:PORT}, where they share the views; without it
   * the node keeps all of them.
   */
  public static final String SHARED_AT = "views.shared.at";

  /** A clearing names every open offer. */
  private static final int LARGEST_RECORD = 16_777_216;

  private static final Map<String, Object> DEFAULTS =
      Map.ofEntries(
          Map.entry(STORES, "disk"),
          Map.entry("http.connect.timeout.ms", 2_000),
          Map.entry("http.read.timeout.ms", 2_000),
          // Every write is a put under a key its record determines: once more changes nothing.
          Map.entry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE),
          Map.entry(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true),
          // There is no global store; Kafka warns of what it would do to one.
          Map.entry(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true),
          Map.entry(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.class),
          Map.entry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000L),
          Map.entry(StreamsConfig.POLL_MS_CONFIG, 10L),
          // Else it formats a message for every record while another topic has none.
          Map.entry(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED),
          // While the brokers are away, what is read is asked of all the same: nothing is given up.
          Map.entry(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, Duration.ofDays(365).toMillis()),
          producer(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE),
          Map.entry(StreamsConfig.RETRY_BACKOFF_MS_CONFIG, 20L),
          Map.entry(
              StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), LARGEST_RECORD),
          producer(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD),
          // Every common client reads gzip without a library more.
          producer(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip"),
          consumer(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
          // An empty partition must not keep the records of the others waiting.
          consumer(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50),
          // A record waits until the books have read its cause, as long as that takes.
          consumer(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Integer.MAX_VALUE),
          consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000),
          consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000));

  private final Map<String, Object> settings;

  private ViewsConfig(Map<String, Object> settings) {
    this.settings = settings;
  }

  /** The defaults with these settings over them. */
  public static ViewsConfig of(Map<String, ?> overrides) {
    Map<String, Object> settings = new HashMap<>(DEFAULTS);
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, ExchangeName.of(overrides).views());
    // Members of a group see each other by this; nobody connects to it.
    settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, UUID.randomUUID() + ":1");
    if (overrides.containsKey(SHARED_AT)) {
      settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, overrides.get(SHARED_AT));
      // A node that comes gets its part once it has copied it: it is looked for as often as can be.
      settings.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000L);
    }
    settings.putAll(overrides);
    return new ViewsConfig(Collections.unmodifiableMap(settings));
  }

  /**
   * @throws ConfigException where a setting is missing or out of range
   */
  public StreamsConfig streams() {
    return new StreamsConfig(settings);
  }

  /** Whether the nodes share the views, so that each has a part of them. */
  public boolean isShared() {
    return settings.containsKey(SHARED_AT);
  }

  /** Where the other nodes reach this one, empty where they share no views. */
  Optional<HostInfo> sharedAt() {
    return Optional.ofNullable(settings.get(SHARED_AT))
        .map(at -> HostInfo.buildFromEndpoint(at.toString()));
  }

  /** Whose topics the views read. */
  ExchangeName exchange() {
    return ExchangeName.of(settings);
  }

  /** Settings of the registry's client, among others it does not know. */
  Map<String, Object> registry() {
    return settings;
  }

  /** For a reader of the log that belongs to no group. */
  Map<String, Object> logConsumer() {
    Map<String, Object> consumer = streams().getRestoreConsumerConfigs(applicationId() + "-books");
    consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // A log that lost its end must not be read again from its beginning into the same books.
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    consumer.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
    consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    return consumer;
  }

  /** For who asks how far the engine is. */
  Map<String, Object> engine() {
    Map<String, Object> all = new HashMap<>(streams().getAdminConfigs(applicationId() + "-books"));
    all.put(ExchangeName.SETTING, settings.getOrDefault(ExchangeName.SETTING, ""));
    return all;
  }

  /** Where the books are kept for the next start. */
  Path booksFolder() {
    return Path.of(streams().getString(StreamsConfig.STATE_DIR_CONFIG))
        .resolve(applicationId() + "-books");
  }

  private String applicationId() {
    return settings.get(StreamsConfig.APPLICATION_ID_CONFIG).toString();
  }

  /** Whether history is kept in files. */
  public boolean isOnDisk() {
    return "disk".equals(settings.get(STORES));
  }

  KeyValueBytesStoreSupplier history(String name) {
    String kind = settings.get(STORES).toString();
    return switch (kind) {
      case "disk" -> Stores.persistentKeyValueStore(name);
      case "memory" -> Stores.inMemoryKeyValueStore(name);
      default -> throw new ConfigException(STORES, kind, "must be disk or memory");
    };
  }

  private static Map.Entry<String, Object> producer(String name, Object value) {
    return Map.entry(StreamsConfig.producerPrefix(name), value);
  }

  private static Map.Entry<String, Object> consumer(String name, Object value) {
    return Map.entry(StreamsConfig.consumerPrefix(name), value);
  }
}
