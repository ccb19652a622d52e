package io.tokenmarket.schemas.registry;

import io.tokenmarket.schemas.AvroTrust;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** Records of our schemas with random values in every field, the same for the same seed. */
final class RandomRecords {
  private final Random random;

  RandomRecords(long seed) {
    AvroTrust.grant();
    random = new Random(seed);
  }

  SpecificRecord next(Schema schema) {
    try {
      byte[] body = body(schema);
      var data = SpecificData.getForSchema(schema);
      var reader = new SpecificDatumReader<SpecificRecord>(schema, schema, data);
      return reader.read(null, DecoderFactory.get().binaryDecoder(body, null));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The Avro body of a random record. */
  byte[] body(Schema schema) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(schema, new GenericData()).write(value(schema), encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private Object value(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case ARRAY -> array(schema);
      case UNION -> value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
      case STRING -> "s" + random.nextInt();
      case BYTES -> ByteBuffer.wrap(BigInteger.valueOf(random.nextLong()).toByteArray());
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case BOOLEAN -> random.nextBoolean();
      case NULL -> null;
      default -> throw new IllegalArgumentException("no random " + schema);
    };
  }

  private GenericData.Record record(Schema schema) {
    GenericData.Record record = new GenericData.Record(schema);
    schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema())));
    return record;
  }

  private List<Object> array(Schema schema) {
    return IntStream.range(0, random.nextInt(4))
        .mapToObj(i -> value(schema.getElementType()))
        .toList();
  }
}
