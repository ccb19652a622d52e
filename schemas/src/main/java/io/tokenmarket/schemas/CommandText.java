package io.tokenmarket.schemas;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * The text of a command that is signed, as {@code docs/protocol.md} says under Signed commands: a
 * line that any language with JSON can write, whatever schema the command is sent with.
 */
final class CommandText {
  private final StringBuilder text = new StringBuilder();

  private CommandText() {}

  /**
   * The text.
   *
   * @param expires milliseconds since 1970
   */
  static String of(SpecificRecord command, long expires) {
    CommandText line = new CommandText();
    line.text.append("token-market ").append(command.getSchema().getName());
    line.text.append(' ').append(expires).append(' ');
    line.object(command);
    return line.text.toString();
  }

  /** Fields at their default are left out, so a field that comes later changes no text. */
  private void object(SpecificRecord record) {
    TreeMap<String, Object> fields = new TreeMap<>();
    for (Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (!isDefault(field, value)) {
        fields.put(field.name(), value);
      }
    }
    String separator = "{";
    for (var field : fields.entrySet()) {
      text.append(separator);
      quoted(field.getKey());
      text.append(':');
      value(field.getValue());
      separator = ",";
    }
    text.append(fields.isEmpty() ? "{}" : "}");
  }

  private static boolean isDefault(Field field, Object value) {
    return field.hasDefaultValue()
        && Objects.equals(value, SpecificData.get().getDefaultValue(field));
  }

  private void value(Object value) {
    if (value instanceof SpecificRecord record) {
      object(record);
    } else if (value instanceof List<?> list) {
      list(list);
    } else if (value instanceof String string) {
      quoted(string);
    } else if (value instanceof Instant time) {
      text.append(time.toEpochMilli());
    } else if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
      text.append(value);
    } else {
      throw new IllegalArgumentException("no field of a command holds " + value);
    }
  }

  private void list(List<?> list) {
    text.append('[');
    for (int i = 0; i < list.size(); i++) {
      text.append(i == 0 ? "" : ",");
      value(list.get(i));
    }
    text.append(']');
  }

  private void quoted(String string) {
    text.append('"');
    string.chars().forEach(this::character);
    text.append('"');
  }

  private void character(int c) {
    switch (c) {
      case '"', '\\' -> text.append('\\').append((char) c);
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> text.append(c < ' ' ? String.format(Locale.ROOT, "\\u%04x", c) : (char) c);
    }
  }
}
