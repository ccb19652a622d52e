package io.tokenmarket.market;

import io.tokenmarket.schemas.AvroTrust;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * The one byte form of a record that is hashed and compared: its Avro binary body without the
 * fields that its first version did not have; behind it, for each of those that is not at its
 * default, its place, name and value. So a record that uses nothing new keeps its bytes for ever.
 *
 * <p>Keeps its encoder and buffer; not thread-safe.
 */
public final class CanonicalBytes {
  private final Body body = new Body();
  private final ByteArrayOutputStream later = new ByteArrayOutputStream();
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(body, null);
  private final BinaryEncoder laterEncoder = EncoderFactory.get().directBinaryEncoder(later, null);
  private final SpecificData model = new SpecificData();
  private final Map<Schema, RecordLayout> layouts = new IdentityHashMap<>();
  private final Map<Class<?>, Form> forms = new HashMap<>();

  private record Form(byte[] name, DatumWriter<SpecificRecord> writer) {}

  static {
    AvroTrust.grant();
  }

  public CanonicalBytes() {
    model.setCustomCoders(true);
  }

  /** The record's canonical bytes, in an array of its own. */
  public byte[] of(SpecificRecord record) {
    write(form(record), record);
    return body.toByteArray();
  }

  /** Digests the record's canonical bytes. */
  public void digest(SpecificRecord record, MessageDigest digest) {
    write(form(record), record);
    body.digest(digest);
  }

  /**
   * Digests what goes before, the full name (UTF-8), so that no records of two types digest alike,
   * and the canonical bytes. Where the record cannot be written, nothing is digested.
   */
  void digestNamed(byte[] before, SpecificRecord record, MessageDigest digest) {
    Form form = form(record);
    write(form, record);
    digest.update(before);
    digest.update(form.name());
    body.digest(digest);
  }

  /** Full name (UTF-8) and canonical bytes, for who digests a record more than once. */
  byte[] named(SpecificRecord record) {
    byte[] name = form(record).name();
    byte[] bytes = of(record);
    byte[] named = Arrays.copyOf(name, name.length + bytes.length);
    System.arraycopy(bytes, 0, named, name.length, bytes.length);
    return named;
  }

  /** Bytes that are digested where they stand. */
  private static final class Body extends ByteArrayOutputStream {
    Body() {
      super(1024);
    }

    void digest(MessageDigest digest) {
      digest.update(buf, 0, count);
    }
  }

  private void write(Form form, SpecificRecord record) {
    try {
      dropRest();
      form.writer().write(record, encoder);
      encoder.flush();
      later.writeTo(body);
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory refused bytes", e);
    }
  }

  /** A record that could not be written may have left a part of it behind. */
  private void dropRest() throws IOException {
    encoder.flush();
    body.reset();
    later.reset();
  }

  private Form form(SpecificRecord record) {
    return forms.computeIfAbsent(
        record.getClass(),
        type ->
            new Form(
                record.getSchema().getFullName().getBytes(StandardCharsets.UTF_8),
                new Writer(record.getSchema(), model)));
  }

  private final class Writer extends SpecificDatumWriter<SpecificRecord> {
    Writer(Schema schema, SpecificData model) {
      super(schema, model);
    }

    @Override
    protected void writeRecord(Schema schema, Object record, Encoder out) throws IOException {
      RecordLayout layout = layouts.computeIfAbsent(schema, RecordLayout::of);
      if (layout.asReleased()) {
        super.writeRecord(schema, record, out);
        return;
      }
      int place = body.size() + encoder.bytesBuffered();
      for (Schema.Field field : layout.first()) {
        writeField(record, field, out, null);
      }
      for (int i = 0; i < layout.later().size(); i++) {
        Schema.Field field = layout.later().get(i);
        if (!layout.isDefault(i, ((SpecificRecord) record).get(field.pos()))) {
          laterEncoder.writeInt(place);
          laterEncoder.writeString(schema.getName() + "." + field.name());
          writeField(record, field, laterEncoder, null);
        }
      }
    }

    /** As the superclass, without its search for conversions where a field can have none. */
    @Override
    protected void writeField(Object record, Schema.Field field, Encoder out, Object state)
        throws IOException {
      Object value = ((SpecificRecord) record).get(field.pos());
      Schema.Type type = field.schema().getType();
      if (type == Schema.Type.STRING) {
        out.writeString((String) value);
      } else if (type == Schema.Type.LONG && field.schema().getLogicalType() == null) {
        out.writeLong((Long) value);
      } else {
        super.writeField(record, field, out, state);
      }
    }
  }
}
