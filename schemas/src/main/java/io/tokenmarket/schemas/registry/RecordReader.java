package io.tokenmarket.schemas.registry;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.tokenmarket.schemas.AvroTrust;
import io.tokenmarket.schemas.registry.UndecodableException.Cause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads values in Confluent wire format and tells a bad record from a registry that is down.
 *
 * <p>The registry is asked for the schema first and the body is decoded after: so a failure of the
 * one is never taken for a failure of the other, although both are I/O errors to their caller. Safe
 * for use by several threads.
 */
public final class RecordReader {
  private static final byte MAGIC = 0;
  private static final int HEADER_BYTES = 1 + Integer.BYTES;

  static {
    AvroTrust.grant();
  }

  private final WriterSchemas schemas;
  private final Map<Integer, DatumReader<SpecificRecord>> readers;
  private final Optional<UnknownIds> unknown;

  /**
   * @param registryConfig {@code schema.registry.url} and whatever else the Confluent client takes
   */
  public RecordReader(Map<String, ?> registryConfig) {
    this(RegistryConfig.client(registryConfig));
  }

  /** The same, with a client that others use too. */
  RecordReader(SchemaRegistryClient registry) {
    this(new WriterSchemas(registry), new ConcurrentHashMap<>(), Optional.empty());
  }

  private RecordReader(
      WriterSchemas schemas,
      Map<Integer, DatumReader<SpecificRecord>> readers,
      Optional<UnknownIds> unknown) {
    this.schemas = schemas;
    this.readers = readers;
    this.unknown = unknown;
  }

  /**
   * The same for records of anybody: of ids that the registry does not know it is asked for a
   * hundred a minute, and for each once. Where more come, another that it does know is not read.
   */
  public RecordReader sparing() {
    return sparing(System::nanoTime);
  }

  RecordReader sparing(LongSupplier nanoTime) {
    return new RecordReader(schemas, readers, Optional.of(new UnknownIds(nanoTime)));
  }

  /**
   * Fetches all registered versions of our records' schemas, so that {@link #read} asks the
   * registry only for ids it has never seen.
   *
   * @throws RegistryUnavailableException where the registry does not answer
   */
  public void preload() {
    schemas.preload();
  }

  /**
   * The record in these bytes.
   *
   * @throws UndecodableException where no record of ours is in them
   * @throws RegistryUnavailableException where the registry does not answer
   */
  public SpecificRecord read(String topic, byte[] value) throws UndecodableException {
    if (value == null || value.length == 0) {
      throw new UndecodableException(Cause.EMPTY, "a record on " + topic + " has no value", null);
    }
    return decode(reader(schemaId(value)), value);
  }

  /** The schema of this id, as {@link SchemaIds} tells it from others. */
  public String schema(int id) throws UndecodableException {
    return SchemaIds.print(schemas.get(id));
  }

  /** The id of the schema that a value says it was written with. */
  public static int schemaId(byte[] value) throws UndecodableException {
    if (value[0] != MAGIC) {
      throw undecodable("the first byte is " + value[0] + " where 0 was expected", null);
    }
    if (value.length < HEADER_BYTES) {
      throw undecodable("the value ends within the schema id", null);
    }
    return ByteBuffer.wrap(value).getInt(1);
  }

  private DatumReader<SpecificRecord> reader(int schemaId) throws UndecodableException {
    DatumReader<SpecificRecord> known = readers.get(schemaId);
    return known != null ? known : newReader(schemaId);
  }

  private DatumReader<SpecificRecord> newReader(int schemaId) throws UndecodableException {
    Schema written = written(schemaId);
    Schema ours =
        Records.named(written.getFullName())
            .orElseThrow(
                () ->
                    new UndecodableException(
                        Cause.UNEXPECTED_TYPE,
                        written.getFullName() + " is no record of the exchange",
                        null));
    DatumReader<SpecificRecord> reader =
        new SpecificDatumReader<>(written, ours, Records.model(ours));
    readers.put(schemaId, reader);
    return reader;
  }

  private Schema written(int schemaId) throws UndecodableException {
    if (unknown.filter(ids -> !ids.mayBeAsked(schemaId)).isPresent()) {
      throw new UndecodableException(
          Cause.UNKNOWN_SCHEMA,
          "the registry had no schema for this id, or for a hundred others, within a minute; id "
              + schemaId,
          null);
    }
    try {
      return schemas.get(schemaId);
    } catch (UndecodableException none) {
      unknown.ifPresent(ids -> ids.isUnknown(schemaId));
      throw none;
    }
  }

  private static SpecificRecord decode(DatumReader<SpecificRecord> reader, byte[] value)
      throws UndecodableException {
    int bodyBytes = value.length - HEADER_BYTES;
    BinaryDecoder body = DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, bodyBytes, null);
    try {
      SpecificRecord record = reader.read(null, body);
      if (!body.isEnd()) {
        throw undecodable("the value goes on behind the end of the record", null);
      }
      return record;
    } catch (IOException | RuntimeException e) {
      throw undecodable("the body does not fit its schema: " + e, e);
    } catch (StackOverflowError deep) {
      // A schema that somebody else registered may contain itself, and a record of it any depth.
      throw undecodable("the body is nested too deep", null);
    }
  }

  private static UndecodableException undecodable(String detail, Exception cause) {
    return new UndecodableException(Cause.UNDECODABLE, detail, cause);
  }
}
