package io.tokenmarket.market;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(buffer, null);
  private final SpecificData model = new SpecificData();
  private final Map<Class<?>, Form> forms = new HashMap<>();

  private record Form(byte[] name, DatumWriter<SpecificRecord> writer) {}

  public CanonicalBytes() {
    model.setCustomCoders(true);
  }

  /** The record's Avro binary body, in an array of its own. */
  public byte[] of(SpecificRecord record) {
    buffer.reset();
    write(form(record), record);
    return buffer.toByteArray();
  }

  /** Full name (UTF-8) and body, one behind the other, so that no two types have the same bytes. */
  byte[] named(SpecificRecord record) {
    buffer.reset();
    Form form = form(record);
    buffer.writeBytes(form.name());
    write(form, record);
    return buffer.toByteArray();
  }

  private void write(Form form, SpecificRecord record) {
    try {
      form.writer().write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory refused bytes", e);
    }
  }

  private Form form(SpecificRecord record) {
    return forms.computeIfAbsent(
        record.getClass(),
        type ->
            new Form(
                record.getSchema().getFullName().getBytes(StandardCharsets.UTF_8),
                new SpecificDatumWriter<>(record.getSchema(), model)));
  }
}
