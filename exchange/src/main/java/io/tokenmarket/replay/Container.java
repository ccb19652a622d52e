package io.tokenmarket.replay;

import io.tokenmarket.schemas.AvroTrust;
import io.tokenmarket.schemas.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;

/**
 * The form of an exported partition: an Avro object container of {@code {offset, key, value}},
 * where the value is a record of the topic, or bytes that are none; of the market log also {@code
 * signature}, {@code time} and {@code place}, which older exports have not. What one batch holds
 * shares its offset. The ends are in its header.
 */
final class Container {
  /** The first offset that was kept. */
  static final String BEGIN = "tokenmarket.begin";

  /** The offset behind the last record. */
  static final String END = "tokenmarket.end";

  /** Of the market log: {@link LogSource#handled}. */
  static final String HANDLED = "tokenmarket.handled";

  /** Every Avro tool knows deflate. */
  static final CodecFactory CODEC = CodecFactory.deflateCodec(3);

  static final String OFFSET_FIELD = "offset";
  static final String KEY_FIELD = "key";
  static final String VALUE_FIELD = "value";
  static final String SIGNATURE_FIELD = "signature";
  static final String TIME_FIELD = "time";
  static final String PLACE_FIELD = "place";

  static {
    AvroTrust.grant();
  }

  private Container() {}

  static Path file(Path dir, String topic, int partition) {
    return dir.resolve(topic + "-" + partition + ".avro");
  }

  /** The topic that a file is of. */
  static String topic(Path file) {
    return file.getFileName().toString().replaceFirst("-\\d+\\.avro$", "");
  }

  static Schema schema(String topic) {
    List<Schema> values =
        Stream.concat(Stream.of(Schema.create(Schema.Type.BYTES)), Recorded.records(topic).stream())
            .toList();
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(
        new Schema.Field(OFFSET_FIELD, Schema.create(Schema.Type.LONG), "In its partition."));
    fields.add(new Schema.Field(KEY_FIELD, string(), "The record's key."));
    fields.add(
        new Schema.Field(
            VALUE_FIELD, Schema.createUnion(values), "Bytes: no record of the exchange."));
    if (topic.equals(Topics.MARKET_LOG)) {
      Schema signature = Schema.createUnion(Schema.create(Schema.Type.NULL), string());
      fields.add(
          new Schema.Field(
              SIGNATURE_FIELD,
              signature,
              "The header of a signed command.",
              Schema.Field.NULL_DEFAULT_VALUE));
      fields.add(
          new Schema.Field(
              TIME_FIELD,
              Schema.create(Schema.Type.LONG),
              "When the broker appended it, milliseconds since 1970; 0: not known.",
              // As it is read back: a long would make another schema of it.
              0));
      fields.add(
          new Schema.Field(
              PLACE_FIELD,
              Schema.create(Schema.Type.INT),
              "Of a command in its batch, from 1; 0: it came by itself.",
              0));
    }
    return Schema.createRecord(
        "Exported", "A record of topic " + topic + ".", "io.tokenmarket.export", false, fields);
  }

  /** A record in this form. */
  static GenericRecord record(Schema schema, LogRecord record) {
    GenericRecord exported = new GenericData.Record(schema);
    exported.put(OFFSET_FIELD, record.offset());
    exported.put(KEY_FIELD, record.key());
    exported.put(VALUE_FIELD, record.value());
    if (exported.hasField(SIGNATURE_FIELD)) {
      exported.put(SIGNATURE_FIELD, record.signature());
      exported.put(TIME_FIELD, record.time());
      exported.put(PLACE_FIELD, record.place());
    }
    return exported;
  }

  /**
   * What the header of a file says.
   *
   * @throws LogException where it says no number
   */
  static long number(DataFileReader<?> file, String name) {
    String said = file.getMetaString(name);
    try {
      return Long.parseLong(said);
    } catch (NumberFormatException none) {
      throw new LogException(
          "An exported partition is damaged (its header has no number %s); export the log again."
              .formatted(name),
          none);
    }
  }

  private static Schema string() {
    Schema string = Schema.create(Schema.Type.STRING);
    string.addProp("avro.java.string", "String");
    return string;
  }

  /** The conversions of all records, whichever the value is. */
  static SpecificData model() {
    return new SpecificData(Container.class.getClassLoader());
  }
}
