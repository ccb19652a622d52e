package io.tokenmarket.cli;

import io.tokenmarket.sandbox.UsageException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Option;

/** Which cluster and which registry a command speaks to. */
final class ClusterOptions {
  private static final int PATIENCE_MILLIS = 15_000;

  @Option(
      names = "--bootstrap-servers",
      required = true,
      paramLabel = "HOST:PORT,...",
      description = "Kafka brokers.")
  private String bootstrapServers;

  @Option(
      names = "--schema-registry",
      required = true,
      paramLabel = "URL",
      description = "Schema Registry.")
  private String schemaRegistry;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description =
          "Properties for every client of Kafka and of the registry: SASL, TLS, passwords; --config"
              + " goes before it.")
  private Path file;

  @Option(
      names = "--config",
      paramLabel = "NAME=VALUE",
      description = "Any further setting of the Kafka or registry clients; may be repeated.")
  private Map<String, String> further = Map.of();

  /** Settings for every client of the cluster and of the registry. */
  Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    if (file != null) {
      read().forEach((name, value) -> settings.put((String) name, value));
    }
    settings.putAll(further);
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("schema.registry.url", schemaRegistry);
    return settings;
  }

  private Properties read() {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return properties;
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
      admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS)).nodes().get();
      return admin;
    } catch (ExecutionException noAnswer) {
      admin.close();
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
    return new UsageException(
        "No Kafka broker answers at %s (%s); check --bootstrap-servers, --kafka-config and --config."
            .formatted(bootstrapServers, cause.getMessage()),
        cause);
  }
}
