package io.tokenmarket.bench.live;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes the bytes that the exchange's clients write, without their cost; the registry is asked
 * once a type. Not thread-safe.
 */
final class Wire {
  private final CachedSchemaRegistryClient registry;
  private final Map<Schema, Integer> ids = new IdentityHashMap<>();
  private final Map<Schema, SpecificDatumWriter<SpecificRecord>> writers = new IdentityHashMap<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);

  Wire(Map<String, ?> settings) {
    registry =
        new CachedSchemaRegistryClient(settings.get("schema.registry.url").toString(), 1_000);
  }

  byte[] bytes(SpecificRecord record) {
    Schema schema = record.getSchema();
    bytes.reset();
    bytes.write(0);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(id(schema)).array());
    try {
      writers.computeIfAbsent(schema, SpecificDatumWriter::new).write(record, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  int id(Schema schema) {
    return ids.computeIfAbsent(schema, this::ask);
  }

  private int ask(Schema schema) {
    try {
      return registry.getId(schema.getFullName(), new AvroSchema(schema));
    } catch (RestClientException | IOException e) {
      throw new IllegalStateException("the registry does not know " + schema.getFullName(), e);
    }
  }

  /** The id that a record bears; 0 where it bears none. */
  static int id(byte[] value) {
    return value == null || value.length < 5 ? 0 : ByteBuffer.wrap(value).getInt(1);
  }
}
