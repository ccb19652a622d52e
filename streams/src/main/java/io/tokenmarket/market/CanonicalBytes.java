package io.tokenmarket.market;

import io.tokenmarket.schemas.AvroTrust;
import io.tokenmarket.schemas.MemoryEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * The one byte form of a record that is hashed and compared: its Avro binary body without the
 * fields that its first version did not have; behind it, for each of those that is not at its
 * default, its place, name and value. So a record that uses nothing new keeps its bytes for ever.
 *
 * <p>Keeps its buffers; not thread-safe.
 */
public final class CanonicalBytes {
  private final MemoryEncoder body = new MemoryEncoder();
  private final MemoryEncoder later = new MemoryEncoder();
  private final SpecificData model = new SpecificData();
  private final Map<Schema, RecordLayout> layouts = new IdentityHashMap<>();
  private final Map<Class<?>, Form> forms = new HashMap<>();

  /** Whose bytes are there; null where they are of none that is digested by name. */
  private SpecificRecord written;

  private record Form(byte[] name, Schema schema, Writer writer) {}

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
   * and the canonical bytes. Where the record cannot be written, nothing is digested. One that is
   * digested again must not have been changed: its bytes may be there still.
   */
  void digestNamed(byte[] before, SpecificRecord record, MessageDigest digest) {
    Form form = form(record);
    if (record != written) {
      write(form, record);
      written = record;
    }
    digest.update(before);
    digest.update(form.name());
    body.digest(digest);
  }

  private void write(Form form, SpecificRecord record) {
    written = null;
    body.clear();
    later.clear();
    try {
      form.writer().writeRecord(form.schema(), record, body);
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory refused bytes", e);
    }
    body.append(later);
  }

  private Form form(SpecificRecord record) {
    Form form = forms.get(record.getClass());
    return form == null ? firstForm(record) : form;
  }

  private Form firstForm(SpecificRecord record) {
    Schema schema = record.getSchema();
    byte[] name = schema.getFullName().getBytes(StandardCharsets.UTF_8);
    Form form = new Form(name, schema, new Writer(schema, model));
    forms.put(record.getClass(), form);
    return form;
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
      int place = body.bytesBuffered();
      for (Schema.Field field : layout.first()) {
        writeField(record, field, out, null);
      }
      for (int i = 0; i < layout.later().size(); i++) {
        Schema.Field field = layout.later().get(i);
        if (!layout.isDefault(i, ((SpecificRecord) record).get(field.pos()))) {
          later.writeInt(place);
          later.writeString(schema.getName() + "." + field.name());
          writeField(record, field, later, null);
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
      } else if (type == Schema.Type.BOOLEAN) {
        out.writeBoolean((Boolean) value);
      } else {
        super.writeField(record, field, out, state);
      }
    }
  }
}
