package io.tokenmarket.schemas.registry;

import io.tokenmarket.schemas.MemoryEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes records byte for byte as Confluent's serializer does. That finds the id of each type's
 * schema, with all its settings, and later records of the type get the same: it walks through the
 * schema for every record, which costs more than to write the record.
 *
 * <p>Safe for use by several threads.
 *
 * @param <T> the record, or SpecificRecord for several types
 */
final class RecordWriter<T extends SpecificRecord> implements Serializer<T> {
  private static final int HEADER_BYTES = 1 + Integer.BYTES;

  private final Serializer<Object> first;
  private final Map<Class<?>, Form> forms = new ConcurrentHashMap<>();

  /**
   * How records of a type are written.
   *
   * @param header what is before each
   */
  private record Form(byte[] header, DatumWriter<SpecificRecord> writer) {
    static Form of(Schema schema, byte[] record) {
      return new Form(
          Arrays.copyOf(record, HEADER_BYTES),
          new SpecificDatumWriter<>(schema, Records.model(schema)));
    }

    byte[] write(SpecificRecord record) throws IOException {
      MemoryEncoder bytes = new MemoryEncoder();
      bytes.writeFixed(header, 0, header.length);
      writer.write(record, bytes);
      return bytes.toByteArray();
    }
  }

  /**
   * @param first writes the first record of each type
   */
  RecordWriter(Serializer<Object> first) {
    this.first = first;
  }

  /** Null for null, which is a tombstone. */
  @Override
  public byte[] serialize(String topic, T record) {
    if (record == null) {
      return null;
    }
    Form form = forms.get(record.getClass());
    return form == null ? first(topic, record) : write(form, record);
  }

  private byte[] first(String topic, T record) {
    byte[] bytes = first.serialize(topic, record);
    forms.put(record.getClass(), Form.of(record.getSchema(), bytes));
    return bytes;
  }

  private byte[] write(Form form, T record) {
    try {
      return form.write(record);
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory refused bytes", e);
    }
  }

  @Override
  public void close() {
    first.close();
  }
}
