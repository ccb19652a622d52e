package io.tokenmarket.schemas.registry;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.tokenmarket.schemas.Causes;
import io.tokenmarket.schemas.registry.UndecodableException.Cause;
import java.io.IOException;
import org.apache.avro.Schema;

/** The schemas that records were written with, by id, from the registry or its client's cache. */
final class WriterSchemas {
  private final SchemaRegistryClient registry;

  WriterSchemas(SchemaRegistryClient registry) {
    this.registry = registry;
  }

  /**
   * The Avro schema of this id.
   *
   * @throws UndecodableException where the registry answers that there is none
   * @throws RegistryUnavailableException where it does not answer, or with anything else
   */
  Schema get(int id) throws UndecodableException {
    try {
      return (Schema) registry.getSchemaById(id).rawSchema();
    } catch (RestClientException e) {
      if (RegistryAnswer.of(e) == RegistryAnswer.NOT_FOUND) {
        throw new UndecodableException(
            Cause.UNKNOWN_SCHEMA, "the registry has no schema with id " + id, e);
      }
      throw unavailable("schema " + id, e);
    } catch (IOException | RuntimeException e) {
      if (notAvro(e)) {
        throw new UndecodableException(
            Cause.UNEXPECTED_TYPE, "the schema with id " + id + " is not an Avro schema", e);
      }
      throw unavailable("schema " + id, e);
    }
  }

  /** Brings all versions of our own schemas into the client's cache. */
  void preload() {
    try {
      for (String subject : registry.getAllSubjects()) {
        if (Records.named(subject).isPresent()) {
          preload(subject);
        }
      }
    } catch (RestClientException | IOException e) {
      throw unavailable("the schemas of our records", e);
    }
  }

  private void preload(String subject) throws IOException, RestClientException {
    for (int version : registry.getAllVersions(subject)) {
      registry.getSchemaById(registry.getSchemaMetadata(subject, version).getId());
    }
  }

  /** The client has no exception of its own for an answer that it got but cannot parse. */
  private static boolean notAvro(Throwable e) {
    return Causes.of(e)
        .anyMatch(cause -> String.valueOf(cause.getMessage()).startsWith("Invalid schema "));
  }

  private static RegistryUnavailableException unavailable(String what, Exception e) {
    return new RegistryUnavailableException("give " + what, e);
  }
}
