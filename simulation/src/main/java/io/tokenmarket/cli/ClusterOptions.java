package io.tokenmarket.cli;

import java.util.Map;
import picocli.CommandLine.Option;

/** Which cluster and which registry a command speaks to. */
final class ClusterOptions {
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
      names = "--config",
      paramLabel = "NAME=VALUE",
      description = "Any further setting of the Kafka or registry clients; may be repeated.")
  private Map<String, String> further = Map.of();

  /** Settings for every client of the cluster and of the registry. */
  Map<String, Object> settings() {
    Map<String, Object> settings = new java.util.HashMap<>(further);
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("schema.registry.url", schemaRegistry);
    return settings;
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  String schemaRegistry() {
    return schemaRegistry;
  }
}
