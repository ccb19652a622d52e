package io.tokenmarket.cli;

import io.tokenmarket.node.UsageException;
import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.SmallFile;
import io.tokenmarket.topology.engine.FixedSettings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import picocli.CommandLine.Option;

/** Which cluster and which registry a command speaks to. */
final class ClusterOptions {
  private static final String BROKERS = "bootstrap.servers";
  private static final int LARGEST_FILE = 1 << 20;
  private static final String REGISTRY = "schema.registry.url";
  private static final int PATIENCE_MILLIS = 15_000;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT,...",
      description = "Kafka brokers; may be in --kafka-config instead.")
  private String bootstrapServers;

  @Option(
      names = "--schema-registry",
      paramLabel = "URL",
      description = "Schema Registry; may be in --kafka-config instead.")
  private String schemaRegistry;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description =
          "Properties for every client of Kafka and of the registry: SASL, TLS, passwords; --config"
              + " goes before it.")
  private Path file;

  @Option(
      names = "--exchange",
      paramLabel = "NAME",
      description = "Which exchange, where several share the cluster; needless for the only one.")
  private String exchange = "";

  @Option(
      names = "--config",
      paramLabel = "NAME=VALUE",
      description = "Any further setting of the Kafka or registry clients; may be repeated.")
  private Map<String, String> further = Map.of();

  @Option(
      names = "--any-config",
      hidden = true,
      description = "Takes settings that break a promise, for tests that the break is seen.")
  private boolean anyConfig;

  /**
   * Settings for every client of the cluster and of the registry.
   *
   * @throws UsageException where one of them is not the user's to give
   */
  Map<String, Object> settings() {
    Map<String, Object> written = file == null ? Map.of() : read();
    Map<String, Object> settings = given(written);
    settings.put(ExchangeName.SETTING, exchange().name());
    settings.put(BROKERS, where("--bootstrap-servers", bootstrapServers, BROKERS, written));
    settings.put(REGISTRY, where("--schema-registry", schemaRegistry, REGISTRY, written));
    return settings;
  }

  private Map<String, Object> given(Map<String, Object> written) {
    Map<String, Object> given = new HashMap<>(written);
    given.keySet().removeAll(List.of(BROKERS, REGISTRY));
    given.putAll(further);
    FixedSettings.refusal(given)
        .filter(refused -> !anyConfig)
        .ifPresent(
            sentence -> {
              throw new UsageException(sentence);
            });
    return given;
  }

  /** The file of a run says it, too. */
  private static Object where(
      String option, String given, String name, Map<String, Object> written) {
    Object where = given == null ? written.get(name) : given;
    if (where == null) {
      throw new UsageException(
          "%s is missing; give it, or a --kafka-config that has %s.".formatted(option, name));
    }
    return where;
  }

  /** The exchange that is meant. */
  ExchangeName exchange() {
    try {
      return new ExchangeName(exchange);
    } catch (IllegalArgumentException noName) {
      throw new UsageException("--exchange " + noName.getMessage() + ".", noName);
    }
  }

  private Map<String, Object> read() {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(SmallFile.text(file, LARGEST_FILE)));
      Map<String, Object> settings = new HashMap<>();
      properties.forEach((name, value) -> settings.put((String) name, value));
      return settings;
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new UsageException(
          "--kafka-config %s cannot be read as properties: %s."
              .formatted(file, unreadable.getMessage()),
          unreadable);
    }
  }

  /**
   * A connection that has been seen to work.
   *
   * @throws UsageException where no broker answers
   */
  Admin connect() throws InterruptedException {
    Admin admin = admin();
    try {
      BrokerAnswer.await(
          admin,
          admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS)).nodes());
      return admin;
    } catch (ExecutionException noAnswer) {
      admin.close(Duration.ZERO);
      throw unreachable(noAnswer.getCause());
    }
  }

  private Admin admin() {
    try {
      return Admin.create(settings());
    } catch (KafkaException unusable) {
      throw unreachable(unusable.getCause() == null ? unusable : unusable.getCause());
    }
  }

  private UsageException unreachable(Throwable cause) {
    if (cause instanceof AuthenticationException) {
      return new UsageException(
          "The Kafka broker at %s lets nobody in without the right password or TLS; give them with --kafka-config or --config (a run with keys writes connect.properties into its data folder)."
              .formatted(settings().get(BROKERS)),
          cause);
    }
    return new UsageException(
        "No Kafka broker answers at %s (%s); check --bootstrap-servers, --kafka-config and --config."
            .formatted(settings().get(BROKERS), cause.getMessage()),
        cause);
  }
}
