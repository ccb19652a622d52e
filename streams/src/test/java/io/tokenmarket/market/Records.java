package io.tokenmarket.market;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
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
      for (Object value : changed(field.schema(), record.get(field.pos()))) {
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

  private static List<?> changed(Schema schema, Object value) {
    if (value == null) {
      return schema.getTypes().stream().skip(1).map(Records::sample).toList();
    }
    if (value instanceof SpecificRecord record) {
      return variants(record);
    }
    if (value instanceof List<?> list) {
      return lists(schema.getElementType(), list);
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
    return List.of(
        switch (schema.getType()) {
          case LONG -> (Long) value + 1;
          case INT -> (Integer) value + 1;
          case BYTES -> ((BigDecimal) value).add(BigDecimal.valueOf(1, 9));
          default -> value + "x";
        });
  }

  /** The list with each of its elements changed or missing, and with one more. */
  private static List<List<Object>> lists(Schema elements, List<?> list) {
    List<List<Object>> variants = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      for (Object element : changed(elements, list.get(i))) {
        List<Object> copy = new ArrayList<>(list);
        copy.set(i, element);
        variants.add(copy);
      }
      List<Object> shorter = new ArrayList<>(list);
      shorter.remove(i);
      variants.add(shorter);
    }
    List<Object> longer = new ArrayList<>(list);
    longer.add(sample(elements));
    variants.add(longer);
    return variants;
  }

  /** Some value of this type. */
  private static Object sample(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case ARRAY -> List.of(sample(schema.getElementType()));
      case UNION -> sample(schema.getTypes().get(schema.getTypes().size() - 1));
      case LONG -> schema.getLogicalType() == null ? (Object) 7L : Instant.ofEpochMilli(7);
      case INT -> 1;
      case STRING -> "sample";
      case BOOLEAN -> true;
      case BYTES -> new BigDecimal("0.000000007");
      default -> throw new IllegalArgumentException("no sample of " + schema);
    };
  }

  private static SpecificRecord record(Schema schema) {
    SpecificRecord record =
        (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
    schema.getFields().forEach(field -> record.put(field.pos(), sample(field.schema())));
    return record;
  }
}
