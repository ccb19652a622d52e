package io.tokenmarket.market;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * A file of what goes into a market and what comes out. A line is {@code in} or {@code out}, the
 * name of a record and its fields; a field left out of an {@code in} is that of the example market
 * or its default, one left out of an {@code out} is not compared. Each {@code in} is followed by
 * all events it causes, in order. {@code signed KEY EXPIRES} instead of {@code in} signs the
 * command. Lines that begin with # say which rule it is.
 */
record Golden(String name, List<Step> steps) {
  static final Path FILES = Path.of("src/test/resources/golden");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .build();

  /** An event that is expected, as far as it is written down. */
  record Expected(String type, JsonNode fields) {}

  record Step(Sent in, List<Expected> out) {}

  static Golden read(Path file) {
    List<Step> steps = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" +", 3);
        if (words[0].equals("in")) {
          Sent sent = new Sent(record(words[1], fields(words)), null);
          steps.add(new Step(sent, new ArrayList<>()));
        } else if (words[0].equals("signed")) {
          steps.add(new Step(signed(line.split(" +", 4)), new ArrayList<>()));
        } else if (words[0].equals("out")) {
          steps.get(steps.size() - 1).out().add(new Expected(words[1], fields(words)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Golden(file.getFileName().toString(), steps);
  }

  /** {@code signed}, name of a sample key, expiry, and on as behind {@code in}. */
  private static Sent signed(String[] words) throws JsonProcessingException {
    String[] in = words[3].split(" +", 2);
    SpecificRecord command = record(in[0], JSON.readTree(in[1]));
    return new Sent(command, SampleKeys.sign(command, Long.parseLong(words[2]), words[1]));
  }

  /** What goes into a market of this rulebook; nothing is said of what comes out. */
  Golden inRulebook(int rulebook) {
    return new Golden(
        name + " in rulebook " + rulebook,
        steps.stream().map(step -> new Step(step.in().inRulebook(rulebook), List.of())).toList());
  }

  List<Sent> commands() {
    return steps.stream().map(Step::in).toList();
  }

  @Override
  public String toString() {
    return name;
  }

  private static JsonNode fields(String[] words) throws JsonProcessingException {
    return JSON.readTree(words.length < 3 ? "{}" : words[2]);
  }

  private static SpecificRecord record(String type, JsonNode fields) {
    if (type.equals("GateClosed")) {
      return Commands.gate(fields.get("interval").asLong());
    }
    return record(fresh(type), fields);
  }

  private static SpecificRecord fresh(String type) {
    return switch (type) {
      case "MarketDefinition" -> Commands.definition("definition");
      case "SupplyOffer" -> Commands.offer("", "factory", 1);
      case "TokenDemand" -> Commands.demand("", "app", "SLOW", 1, 100, 1);
      default -> {
        Schema schema = SpecificData.get().getSchema(type(type));
        SpecificRecord record = (SpecificRecord) SpecificData.newInstance(type(type), schema);
        schema.getFields().forEach(field -> record.put(field.pos(), standard(field)));
        yield record;
      }
    };
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName("io.tokenmarket.schemas." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("no record " + name, e);
    }
  }

  private static Object standard(Field field) {
    if (field.name().equals("market")) {
      return Commands.MARKET;
    }
    if (field.name().equals("participant")) {
      return "operator";
    }
    if (field.hasDefaultValue()) {
      return SpecificData.get().getDefaultValue(field);
    }
    return switch (field.schema().getType()) {
      case ARRAY -> List.of();
      case LONG -> field.schema().getLogicalType() == null ? (Object) 0L : Instant.EPOCH;
      case INT -> 0;
      case STRING -> "";
      default -> null;
    };
  }

  private static SpecificRecord record(SpecificRecord record, JsonNode fields) {
    fields
        .fields()
        .forEachRemaining(
            entry -> {
              Field field = record.getSchema().getField(entry.getKey());
              record.put(field.pos(), value(field.schema(), entry.getValue()));
            });
    return record;
  }

  private static Object value(Schema schema, JsonNode node) {
    return switch (schema.getType()) {
      case UNION -> node.isNull() ? null : value(schema.getTypes().get(1), node);
      case RECORD -> record(fresh(schema.getName()), node);
      case ARRAY ->
          StreamSupport.stream(node.spliterator(), false)
              .map(each -> value(schema.getElementType(), each))
              .toList();
      case LONG -> node.asLong();
      case INT -> node.asInt();
      case BOOLEAN -> node.asBoolean();
      default -> node.asText();
    };
  }
}
