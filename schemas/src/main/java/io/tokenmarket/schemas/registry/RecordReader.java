package io.tokenmarket.schemas.registry;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Reads values in Confluent wire format and tells a bad record from a registry that is down. */
public final class RecordReader {

  /**
   * @param registryConfig {@code schema.registry.url} and whatever else the Confluent client takes
   */
  public RecordReader(Map<String, ?> registryConfig) {}

  /**
   * The record in these bytes.
   *
   * @throws UndecodableException where no record of ours is in them
   * @throws RegistryUnavailableException where the registry does not answer
   */
  public SpecificRecord read(String topic, byte[] value) throws UndecodableException {
    throw new UnsupportedOperationException("not built yet");
  }
}
