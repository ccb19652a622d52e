package io.tokenmarket.market;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;

/**
 * The fields of a record: those its first version had, and those that came later, which carry the
 * property {@code since}.
 *
 * @param asReleased whether neither the record nor one that it contains has later fields
 * @param defaults of the later fields
 */
record RecordLayout(
    boolean asReleased, List<Field> first, List<Field> later, List<Object> defaults) {
  private static final String SINCE = "since";

  static RecordLayout of(Schema schema) {
    List<Field> later = schema.getFields().stream().filter(RecordLayout::isLater).toList();
    return new RecordLayout(
        !hasLater(schema, new HashSet<>()),
        schema.getFields().stream().filter(field -> !isLater(field)).toList(),
        later,
        later.stream().map(SpecificData.get()::getDefaultValue).toList());
  }

  boolean isDefault(int later, Object value) {
    return Objects.equals(value, defaults.get(later));
  }

  private static boolean isLater(Field field) {
    return field.getProp(SINCE) != null;
  }

  private static boolean hasLater(Schema schema, Set<String> seen) {
    return switch (schema.getType()) {
      case RECORD ->
          seen.add(schema.getFullName())
              && schema.getFields().stream()
                  .anyMatch(field -> isLater(field) || hasLater(field.schema(), seen));
      case ARRAY -> hasLater(schema.getElementType(), seen);
      case UNION -> schema.getTypes().stream().anyMatch(type -> hasLater(type, seen));
      default -> false;
    };
  }
}
