package io.tokenmarket.market;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * The one byte form of a record that is hashed and compared: its Avro binary body.
 *
 * <p>Keeps its encoder and buffer; not thread-safe.
 */
public final class CanonicalBytes {
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);
  private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(buffer, null);
  private final SpecificData model = new SpecificData();
  private final Map<Class<?>, DatumWriter<SpecificRecord>> writers = new HashMap<>();

  public CanonicalBytes() {
    model.setCustomCoders(true);
  }

  /** The record's Avro binary body, in an array of its own. */
  public byte[] of(SpecificRecord record) {
    buffer.reset();
    try {
      writer(record).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory refused bytes", e);
    }
    return buffer.toByteArray();
  }

  private DatumWriter<SpecificRecord> writer(SpecificRecord record) {
    return writers.computeIfAbsent(
        record.getClass(), type -> new SpecificDatumWriter<>(record.getSchema(), model));
  }
}
