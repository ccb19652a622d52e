package io.tokenmarket.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericRecord;

/** An exported partition. */
final class ContainerStream implements RecordStream {
  private final DataFileReader<GenericRecord> reader;
  private boolean ended;

  ContainerStream(DataFileReader<GenericRecord> reader) {
    this.reader = reader;
  }

  @Override
  public long begin() {
    return Container.number(reader, Container.BEGIN);
  }

  @Override
  public long end() {
    return Container.number(reader, Container.END);
  }

  @Override
  public boolean hasNext() {
    try {
      ended = ended || !reader.hasNext();
      requireWholeEnd();
      return !ended;
    } catch (AvroRuntimeException damaged) {
      throw damaged(damaged);
    }
  }

  /**
   * In a file that ends within a block, Avro says first that there is no more and then there is.
   */
  private void requireWholeEnd() {
    if (ended && reader.hasNext()) {
      throw new AvroRuntimeException("it ends within a block");
    }
  }

  @Override
  public LogRecord next() {
    try {
      GenericRecord record = reader.next();
      return new LogRecord(
          (Long) record.get(Container.OFFSET_FIELD),
          time(record),
          record.get(Container.KEY_FIELD).toString(),
          record.get(Container.VALUE_FIELD),
          signature(record),
          place(record));
    } catch (AvroRuntimeException damaged) {
      throw damaged(damaged);
    }
  }

  private static long time(GenericRecord record) {
    return record.hasField(Container.TIME_FIELD) ? (Long) record.get(Container.TIME_FIELD) : 0;
  }

  private static int place(GenericRecord record) {
    return record.hasField(Container.PLACE_FIELD) ? (Integer) record.get(Container.PLACE_FIELD) : 0;
  }

  private static String signature(GenericRecord record) {
    boolean signed =
        record.hasField(Container.SIGNATURE_FIELD) && record.get(Container.SIGNATURE_FIELD) != null;
    return signed ? record.get(Container.SIGNATURE_FIELD).toString() : null;
  }

  private static LogException damaged(Exception cause) {
    return new LogException(
        "An exported partition is damaged (%s); export the log again."
            .formatted(cause.getMessage()),
        cause);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
