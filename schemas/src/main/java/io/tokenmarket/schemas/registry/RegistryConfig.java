package io.tokenmarket.schemas.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import io.confluent.kafka.serializers.KafkaAvroSerializerConfig;
import io.confluent.kafka.serializers.subject.RecordNameStrategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What we ask of Confluent's client where the configuration does not say otherwise. */
final class RegistryConfig {
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          KafkaAvroSerializerConfig.VALUE_SUBJECT_NAME_STRATEGY, RecordNameStrategy.class.getName(),
          KafkaAvroSerializerConfig.AUTO_REGISTER_SCHEMAS, false,
          KafkaAvroSerializerConfig.USE_LATEST_VERSION, false,
          KafkaAvroDeserializerConfig.SPECIFIC_AVRO_READER_CONFIG, true);

  private RegistryConfig() {}

  static Map<String, Object> withDefaults(Map<String, ?> registryConfig) {
    Map<String, Object> config = new HashMap<>(DEFAULTS);
    config.putAll(registryConfig);
    return config;
  }

  /** The client that the serializers would make of the same configuration. */
  static SchemaRegistryClient client(Map<String, ?> registryConfig) {
    var config = new KafkaAvroSerializerConfig(withDefaults(registryConfig));
    return SchemaRegistryClientFactory.newClient(
        config.getSchemaRegistryUrls(),
        config.getMaxSchemasPerSubject(),
        List.of(new AvroSchemaProvider()),
        config.originalsWithPrefix(""),
        config.requestHeaders());
  }
}
