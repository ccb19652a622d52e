package io.tokenmarket.market;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Copies of records with one thing changed. */
final class Records {
  private Records() {}

  /** The record with another value in this field. */
  static <T extends SpecificRecord> T with(T record, String field, Object value) {
    return with(record, record.getSchema().getField(field), value);
  }

  /** One copy per leaf of the record, however deep, with that leaf changed. */
  static <T extends SpecificRecord> List<T> variants(T record) {
    List<T> variants = new ArrayList<>();
    for (Field field : record.getSchema().getFields()) {
      for (Object value : changed(record.get(field.pos()))) {
        variants.add(with(record, field, value));
      }
    }
    return variants;
  }

  @SuppressWarnings("unchecked")
  private static <T extends SpecificRecord> T with(T record, Field changed, Object value) {
    T copy = (T) SpecificData.newInstance(record.getClass(), record.getSchema());
    for (Field field : record.getSchema().getFields()) {
      boolean same = field.pos() != changed.pos();
      copy.put(field.pos(), same ? record.get(field.pos()) : value);
    }
    return copy;
  }

  private static List<?> changed(Object value) {
    if (value instanceof SpecificRecord record) {
      return variants(record);
    }
    if (value instanceof List<?> list) {
      return lists(list);
    }
    if (value instanceof ByteBuffer bytes) {
      return List.of(ByteBuffer.allocate(bytes.remaining() + 1));
    }
    if (value instanceof Instant instant) {
      return List.of(instant.plusMillis(1));
    }
    if (value instanceof Boolean truth) {
      return List.of(!truth);
    }
    return List.of(value instanceof Long number ? (Object) (number + 1) : value + "x");
  }

  /** The list with each of its elements changed or missing. */
  private static List<List<Object>> lists(List<?> list) {
    List<List<Object>> variants = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      for (Object element : changed(list.get(i))) {
        List<Object> copy = new ArrayList<>(list);
        copy.set(i, element);
        variants.add(copy);
      }
      List<Object> shorter = new ArrayList<>(list);
      shorter.remove(i);
      variants.add(shorter);
    }
    return variants;
  }
}
