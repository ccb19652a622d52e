package io.tokenmarket.schemas.registry;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
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

  private final KafkaAvroSerializer serializer = new KafkaAvroSerializer();
  private final KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();

  /**
   * @param registryConfig {@code schema.registry.url} and whatever else the Confluent client takes
   */
  public RecordSerde(Map<String, ?> registryConfig) {
    Map<String, Object> config = RegistryConfig.withDefaults(registryConfig);
    serializer.configure(config, false);
    deserializer.configure(config, false);
  }

  /** Writes any of our records; a null becomes a tombstone. */
  @Override
  @SuppressWarnings("unchecked")
  public Serializer<T> serializer() {
    return (Serializer<T>) (Serializer<?>) serializer;
  }

  /** Reads what is known to be good; what comes from outside is {@link RecordReader}'s to read. */
  @Override
  @SuppressWarnings("unchecked")
  public Deserializer<T> deserializer() {
    return (Deserializer<T>) (Deserializer<?>) deserializer;
  }

  @Override
  public void close() {
    serializer.close();
    deserializer.close();
  }
}
