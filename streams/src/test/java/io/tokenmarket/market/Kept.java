package io.tokenmarket.market;

import io.tokenmarket.schemas.OpenOrder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** States that were kept somewhere as bytes, record by record. */
final class Kept {
  private Kept() {}

  /** The state from its records' bytes, in a sequence of the seed's choosing. */
  static MarketState restored(MarketState state, long seed) {
    List<SpecificRecord> records = new ArrayList<>();
    StateRecords.of(state).forEach(record -> records.add(read(bytes(record), record.getSchema())));
    Collections.shuffle(records, new Random(seed));
    return StateRecords.restored(records);
  }

  private static byte[] bytes(SpecificRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new SpecificDatumWriter<SpecificRecord>(record.getSchema())
          .write(record, EncoderFactory.get().directBinaryEncoder(bytes, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static SpecificRecord read(byte[] bytes, Schema schema) {
    SpecificData model = SpecificData.getForClass(OpenOrder.class);
    try {
      return new SpecificDatumReader<SpecificRecord>(schema, schema, model)
          .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
