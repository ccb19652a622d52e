package io.tokenmarket.schemas.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.tokenmarket.schemas.AvroTrust;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Our records in Confluent wire format through Confluent's own client: record-name subjects,
 * specific records, no automatic registration unless the configuration asks for it. Making one
 * tells Avro to trust our generated classes, in the whole JVM.
 *
 * @param <T> the record, or SpecificRecord for a topic of several
 */
public final class RecordSerde<T extends SpecificRecord> implements Serde<T> {

  static {
    AvroTrust.grant();
  }

  private final SchemaRegistryClient registry;
  private final RecordWriter<T> serializer;
  private final RecordReader reader;
  private final Map<Integer, String> ids = new ConcurrentHashMap<>();

  /**
   * @param registryConfig {@code schema.registry.url} and whatever else the Confluent client takes
   */
  public RecordSerde(Map<String, ?> registryConfig) {
    Map<String, Object> config = RegistryConfig.withDefaults(registryConfig);
    registry = RegistryConfig.client(registryConfig);
    KafkaAvroSerializer confluent = new KafkaAvroSerializer(registry);
    confluent.configure(config, false);
    serializer = new RecordWriter<>(confluent);
    reader = new RecordReader(registry);
  }

  /**
   * Fetches the ids of all our records' schemas, so that neither writing a record nor reading one
   * of this version asks the registry again.
   *
   * @throws RegistryUnavailableException where the registry does not answer
   * @throws SetupException where a schema of ours is not registered
   */
  public void preload() {
    Records.all().forEach(this::preload);
  }

  private void preload(Schema schema) {
    String subject = schema.getFullName();
    try {
      int id = registry.getId(subject, new AvroSchema(schema));
      ids.put(id, SchemaIds.print((Schema) registry.getSchemaById(id).rawSchema()));
    } catch (RestClientException e) {
      if (RegistryAnswer.of(e) == RegistryAnswer.NOT_FOUND) {
        throw new SetupException(
            "the registry does not have this version of subject %s: run the set-up step first"
                .formatted(subject),
            e);
      }
      throw unavailable(subject, e);
    } catch (IOException e) {
      throw unavailable(subject, e);
    }
  }

  /** The schemas that records are written with, by id, as far as they are fetched. */
  public Map<Integer, String> schemas() {
    return Map.copyOf(ids);
  }

  private static RegistryUnavailableException unavailable(String subject, Exception e) {
    return new RegistryUnavailableException("give the id of " + subject, e);
  }

  /** Writes any of our records; a null becomes a tombstone. */
  @Override
  public Serializer<T> serializer() {
    return serializer;
  }

  /** Reads what is known to be good; what comes from outside is {@link RecordReader}'s to read. */
  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> bytes == null ? null : read(topic, bytes);
  }

  @SuppressWarnings("unchecked")
  private T read(String topic, byte[] bytes) {
    try {
      return (T) reader.read(topic, bytes);
    } catch (UndecodableException broken) {
      throw new SerializationException(broken.getMessage(), broken);
    }
  }

  @Override
  public void close() {
    serializer.close();
  }
}
