package io.tokenmarket.schemas.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Counts the bytes of a record and keeps none. */
final class EncodedSize extends OutputStream {
  private long bytes;

  private EncodedSize() {}

  /** So many bytes the record's body has. */
  static long of(SpecificRecord record) {
    EncodedSize size = new EncodedSize();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(size, null);
    try {
      new SpecificDatumWriter<SpecificRecord>(record.getSchema(), Records.model(record.getSchema()))
          .write(record, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written", e);
    }
    return size.bytes;
  }

  @Override
  public void write(int one) {
    bytes++;
  }

  @Override
  public void write(byte[] some, int from, int length) {
    bytes += length;
  }
}
