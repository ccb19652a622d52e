package io.tokenmarket.schemas.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Registers schemas at FULL_TRANSITIVE: the log is read from its first record for ever, so any
 * version must read any other.
 */
final class SchemaSetup {
  private static final String LEVEL = CompatibilityLevel.FULL_TRANSITIVE.name;

  private final SchemaRegistryClient registry;

  SchemaSetup(SchemaRegistryClient registry) {
    this.registry = registry;
  }

  void run(List<Schema> schemas) {
    Collection<String> subjects = subjects();
    for (Schema schema : schemas) {
      String subject = schema.getFullName();
      register(subject, new AvroSchema(schema), subjects.contains(subject));
    }
  }

  private Collection<String> subjects() {
    try {
      return registry.getAllSubjects();
    } catch (RestClientException | IOException e) {
      throw new RegistryUnavailableException("list its subjects", e);
    }
  }

  private void register(String subject, AvroSchema schema, boolean registeredBefore) {
    try {
      registry.updateCompatibility(subject, LEVEL);
      if (registeredBefore && !registry.testCompatibility(subject, schema)) {
        throw incompatible(subject, null);
      }
      registry.register(subject, schema);
    } catch (RestClientException e) {
      throw refused(subject, e);
    } catch (IOException e) {
      throw new RegistryUnavailableException("register " + subject, e);
    }
  }

  private static RuntimeException refused(String subject, RestClientException e) {
    return switch (RegistryAnswer.of(e)) {
      case INCOMPATIBLE -> incompatible(subject, e);
      case INVALID ->
          new SetupException(
              "the registry refused the schema of subject "
                  + subject
                  + ": "
                  + RegistryTrouble.words(e),
              e);
      case NOT_FOUND, UNAVAILABLE -> new RegistryUnavailableException("register " + subject, e);
    };
  }

  private static SetupException incompatible(String subject, Exception e) {
    String detail = e == null ? "" : " (" + RegistryTrouble.words(e) + ")";
    return new SetupException(
        "the schema of subject "
            + subject
            + " is not "
            + LEVEL
            + " compatible with the registered versions: change it so that each reads the other"
            + detail,
        e);
  }
}
