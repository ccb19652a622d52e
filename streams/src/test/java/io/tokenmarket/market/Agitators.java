package io.tokenmarket.market;

import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.GateClosing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/**
 * What may go wrong on the way to a market: a list of commands with one of them lost, sent again,
 * overtaken by another submitter's, with one of its fields missing, negative or huge, or not signed
 * as it was. The times in the log are the exchange's own and have no wrong fields; they may come
 * again.
 */
final class Agitators {
  record Agitated(String how, List<Sent> commands) {}

  private final List<Sent> commands;
  private final List<Agitated> all = new ArrayList<>();

  private Agitators(List<Sent> commands) {
    this.commands = commands;
  }

  static List<Agitated> of(List<Sent> commands) {
    Agitators agitators = new Agitators(commands);
    for (int i = 0; i < commands.size(); i++) {
      agitators.order(i);
      if (!isTime(commands.get(i).command())) {
        agitators.fields(i);
      }
    }
    return agitators.all;
  }

  private void order(int i) {
    List<Sent> dropped = new ArrayList<>(commands);
    dropped.remove(i);
    add("without", i, dropped);
    List<Sent> twice = new ArrayList<>(commands);
    twice.add(i, commands.get(i));
    add("twice", i, twice);
    List<Sent> again = new ArrayList<>(commands);
    again.add(commands.get(i));
    add("again at the end", i, again);
    if (i > 0 && !submitter(commands.get(i)).equals(submitter(commands.get(i - 1)))) {
      List<Sent> swapped = new ArrayList<>(commands);
      Collections.swap(swapped, i - 1, i);
      add("overtaking", i, swapped);
    }
  }

  private void fields(int i) {
    String signature = commands.get(i).signature();
    for (SpecificRecord wrong : wrong(commands.get(i).command())) {
      replace(i, "as " + wrong + " for", new Sent(wrong, signature));
    }
    if (signature != null) {
      replace(i, "unsigned,", new Sent(commands.get(i).command(), null));
      replace(i, "signed otherwise,", new Sent(commands.get(i).command(), "1" + signature));
    }
  }

  private void replace(int i, String how, Sent other) {
    List<Sent> changed = new ArrayList<>(commands);
    changed.set(i, other);
    add(how, i, changed);
  }

  private void add(String how, int i, List<Sent> changed) {
    all.add(new Agitated(how + " command " + i, changed));
  }

  private static String submitter(Sent sent) {
    SpecificRecord command = sent.command();
    return isTime(command) ? "" : (String) ((GenericRecord) command).get("participant");
  }

  private static boolean isTime(SpecificRecord command) {
    return command instanceof GateClosed || command instanceof GateClosing;
  }

  /** Copies with one field wrong each; the market's name leads a command to another market. */
  private static List<SpecificRecord> wrong(SpecificRecord record) {
    List<SpecificRecord> copies = new ArrayList<>();
    for (Field field : record.getSchema().getFields()) {
      if (!field.name().equals("market")) {
        for (Object value : values(field.schema(), record.get(field.pos()))) {
          copies.add(Records.with(record, field.name(), value));
        }
      }
    }
    return copies;
  }

  private static List<Object> values(Schema schema, Object value) {
    return switch (schema.getType()) {
      case STRING -> List.of("", "x".repeat(201), "a/b");
      case LONG ->
          schema.getLogicalType() == null
              ? List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE)
              : List.of();
      case INT -> List.of(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BOOLEAN -> List.of(!(Boolean) value);
      case UNION -> union(schema, value);
      case ARRAY -> lists(schema.getElementType(), (List<?>) value);
      case RECORD -> List.copyOf(wrong((SpecificRecord) value));
      default -> List.of();
    };
  }

  private static List<Object> union(Schema schema, Object value) {
    List<Object> values = new ArrayList<>();
    values.add(null);
    if (value != null) {
      values.addAll(values(schema.getTypes().get(1), value));
    }
    return values;
  }

  private static List<Object> lists(Schema element, List<?> list) {
    List<Object> lists = new ArrayList<>();
    lists.add(List.of());
    if (!list.isEmpty()) {
      lists.add(List.copyOf(Collections.nCopies(40, list.get(0))));
    }
    for (int i = 0; i < list.size(); i++) {
      for (Object wrong : values(element, list.get(i))) {
        List<Object> copy = new ArrayList<>(list);
        copy.set(i, wrong);
        lists.add(copy);
      }
    }
    return lists;
  }
}
