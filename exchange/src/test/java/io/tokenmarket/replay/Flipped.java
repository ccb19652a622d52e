package io.tokenmarket.replay;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Records with one field changed. */
final class Flipped {
  private Flipped() {}

  static Schema schema(Class<? extends SpecificRecord> kind) {
    return SpecificData.get().getSchema(kind);
  }

  /** A copy of the record with another value in this field. */
  static SpecificRecord field(SpecificRecord record, String name) {
    SpecificRecord copy =
        SpecificData.getForClass(record.getClass()).deepCopy(record.getSchema(), record);
    int at = record.getSchema().getField(name).pos();
    copy.put(at, other(copy.get(at)));
    return copy;
  }

  private static Object other(Object value) {
    if (value instanceof Long number) {
      return number + 1;
    }
    if (value instanceof Integer number) {
      return number + 1;
    }
    if (value instanceof Boolean flag) {
      return !flag;
    }
    if (value instanceof Instant time) {
      return time.plusMillis(1);
    }
    if (value instanceof BigDecimal money) {
      return money.add(BigDecimal.ONE.movePointLeft(9));
    }
    if (value instanceof ByteBuffer bytes) {
      return bitFlipped(bytes);
    }
    if (value instanceof List<?> list) {
      return flippedLast(list);
    }
    return value + "x";
  }

  private static ByteBuffer bitFlipped(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    copy[copy.length / 2] ^= 1;
    return ByteBuffer.wrap(copy);
  }

  /** An empty list gets an entry, be it none. */
  private static List<Object> flippedLast(List<?> list) {
    if (list.isEmpty()) {
      return Collections.singletonList(null);
    }
    List<Object> copy = new ArrayList<>(list);
    SpecificRecord last = (SpecificRecord) copy.remove(copy.size() - 1);
    copy.add(field(last, last.getSchema().getFields().get(0).name()));
    return copy;
  }
}
