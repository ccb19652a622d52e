package io.tokenmarket.replay;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * The first field, in the order of the schema, in which two records are not the same.
 *
 * @param path such as {@code offers[3].runs[0].lots}
 */
record FieldDifference(String path, String published, String recomputed) {
  private static final int QUOTED = 300;

  /** Whether two records are of one type and the same in every field, and so in every byte. */
  static boolean same(IndexedRecord a, IndexedRecord b) {
    if (a.getClass() != b.getClass()) {
      return false;
    }
    for (int i = 0; i < a.getSchema().getFields().size(); i++) {
      if (!Objects.equals(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The first field that differs; the whole record where the two are of different types. */
  static Optional<FieldDifference> firstDifferent(
      IndexedRecord published, IndexedRecord recomputed) {
    return published.getSchema().getFullName().equals(recomputed.getSchema().getFullName())
        ? inRecord("", published, recomputed)
        : Optional.of(new FieldDifference("record", text(published), text(recomputed)));
  }

  private static Optional<FieldDifference> inRecord(String path, IndexedRecord a, IndexedRecord b) {
    return a.getSchema().getFields().stream()
        .map(field -> inValue(below(path, field), a.get(field.pos()), b.get(field.pos())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static String below(String path, Schema.Field field) {
    return path.isEmpty() ? field.name() : path + "." + field.name();
  }

  private static Optional<FieldDifference> inValue(String path, Object a, Object b) {
    if (a instanceof IndexedRecord left && b instanceof IndexedRecord right) {
      return inRecord(path, left, right);
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      return inList(path, left, right);
    }
    return Objects.equals(a, b)
        ? Optional.empty()
        : Optional.of(new FieldDifference(path, text(a), text(b)));
  }

  private static Optional<FieldDifference> inList(String path, List<?> a, List<?> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      Optional<FieldDifference> found = inValue(path + "[" + i + "]", a.get(i), b.get(i));
      if (found.isPresent()) {
        return found;
      }
    }
    return inValue(path + ".length", a.size(), b.size());
  }

  /** A value for a reader: bytes in hexadecimal, a record with its name, cut where it is long. */
  static String text(Object value) {
    if (value instanceof ByteBuffer bytes) {
      return cut(RecordJson.hex(bytes));
    }
    return cut(
        value instanceof IndexedRecord record
            ? record.getSchema().getName() + " " + record
            : String.valueOf(value));
  }

  private static String cut(String text) {
    return text.length() > QUOTED ? text.substring(0, QUOTED) + "..." : text;
  }
}
