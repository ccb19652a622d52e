package io.tokenmarket.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.StreamSupport;

/**
 * Holds a body against its published schema, of which it knows the keywords that {@link
 * JsonSchemas} uses: so what is taken and what is described are one.
 */
final class BodyRules {
  private static final ConcurrentMap<Class<?>, BodyRules> RULES = new ConcurrentHashMap<>();
  private static final String REFERENCE = "#/components/schemas/";
  private static final int QUOTED = 60;

  private final ObjectNode components;
  private final JsonNode root;

  private BodyRules(Class<?> type) {
    JsonSchemas schemas = new JsonSchemas().ofRequests();
    this.root = schemas.reference(type);
    this.components = schemas.components();
  }

  static BodyRules of(Class<?> type) {
    return RULES.computeIfAbsent(type, BodyRules::new);
  }

  /** What is wrong with a body, in one sentence that names the field; empty where nothing is. */
  Optional<String> violation(JsonNode body) {
    return violation("", root, body);
  }

  private Optional<String> violation(String path, JsonNode schema, JsonNode value) {
    if (schema.has("$ref")) {
      String name = schema.get("$ref").textValue().substring(REFERENCE.length());
      return violation(path, components.get(name), value);
    }
    if (schema.has("anyOf")) {
      return value.isNull() ? Optional.empty() : violation(path, schema.get("anyOf").get(0), value);
    }
    if (!isOfType(schema.get("type"), value)) {
      return Optional.of(told(path, schema, value));
    }
    if (value.isObject()) {
      return ofObject(path, schema, value);
    }
    if (value.isArray()) {
      return ofArray(path, schema.get("items"), value);
    }
    boolean holds = value.isTextual() ? isText(schema, value.textValue()) : isNumber(schema, value);
    return holds ? Optional.empty() : Optional.of(told(path, schema, value));
  }

  private Optional<String> ofObject(String path, JsonNode schema, JsonNode object) {
    JsonNode properties = schema.get("properties");
    for (Iterator<Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
      Entry<String, JsonNode> field = fields.next();
      Optional<String> wrong =
          properties.has(field.getKey())
              ? violation(
                  within(path, field.getKey()), properties.get(field.getKey()), field.getValue())
              : Optional.of(unknown(path, field.getKey(), properties));
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return StreamSupport.stream(schema.get("required").spliterator(), false)
        .map(JsonNode::textValue)
        .filter(name -> !object.has(name))
        .map(name -> missing(within(path, name), properties.get(name)))
        .findFirst();
  }

  private Optional<String> ofArray(String path, JsonNode items, JsonNode array) {
    for (int i = 0; i < array.size(); i++) {
      Optional<String> wrong = violation(path + "[" + i + "]", items, array.get(i));
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  /** The type may be one or a list of several. */
  private static boolean isOfType(JsonNode type, JsonNode value) {
    return type.isArray()
        ? StreamSupport.stream(type.spliterator(), false).anyMatch(one -> isOfType(one, value))
        : switch (type.textValue()) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "boolean" -> value.isBoolean();
          case "number" -> value.isNumber();
          case "integer" -> value.isNumber() && isMultiple(value.decimalValue(), BigDecimal.ONE);
          default -> throw new IllegalStateException("no field is a " + type);
        };
  }

  private static boolean isText(JsonNode schema, String text) {
    return isWhole(text)
        && (!schema.has("pattern") || text.matches(schema.get("pattern").textValue()));
  }

  /** Half of a character, which JSON can write and UTF-8 cannot, would become another one. */
  private static boolean isWhole(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private static boolean isNumber(JsonNode schema, JsonNode value) {
    if (!value.isNumber()) {
      return true;
    }
    BigDecimal number = value.decimalValue();
    return (!schema.has("minimum") || number.compareTo(bound(schema, "minimum")) >= 0)
        && (!schema.has("maximum") || number.compareTo(bound(schema, "maximum")) <= 0)
        && (!schema.has("exclusiveMinimum")
            || number.compareTo(bound(schema, "exclusiveMinimum")) > 0)
        && (!schema.has("exclusiveMaximum")
            || number.compareTo(bound(schema, "exclusiveMaximum")) < 0)
        && (!schema.has("multipleOf") || isMultiple(number, bound(schema, "multipleOf")));
  }

  private static BigDecimal bound(JsonNode schema, String keyword) {
    return schema.get(keyword).decimalValue();
  }

  /** Without writing the number out: 1e400000000 has as many digits. */
  private static boolean isMultiple(BigDecimal number, BigDecimal powerOfTen) {
    return number.signum() == 0
        || number.stripTrailingZeros().scale() <= powerOfTen.stripTrailingZeros().scale();
  }

  private static String within(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  private String told(String path, JsonNode schema, JsonNode value) {
    String what = path.isEmpty() ? "The body" : "The field \"" + path + "\" of the body";
    return what + " is " + cut(value.toString()) + " but must be " + expected(schema) + ".";
  }

  private String missing(String path, JsonNode schema) {
    return "The field \""
        + path
        + "\" of the body is missing; it must be "
        + expected(schema)
        + ".";
  }

  private static String unknown(String path, String field, JsonNode properties) {
    List<String> names = new ArrayList<>();
    properties.fieldNames().forEachRemaining(names::add);
    return "The body has a field \"%s\" that is not known; the fields here are %s."
        .formatted(cut(within(path, field)), String.join(", ", names));
  }

  private String expected(JsonNode schema) {
    if (schema.has("$ref")) {
      return "an object";
    }
    if (schema.has("anyOf")) {
      return expected(schema.get("anyOf").get(0));
    }
    if (schema.get("type").isArray()) {
      return "a decimal with at most %s decimal places, as in \"3.00\" or 3"
          .formatted(bound(schema, "multipleOf").scale());
    }
    return switch (schema.get("type").textValue()) {
      case "object" -> "a JSON object";
      case "array" -> "a list";
      case "boolean" -> "true or false";
      case "string" ->
          schema.has("pattern")
              ? "a name: a text that is not empty, \".\" or \"..\" and has no NUL"
              : "a text of whole characters";
      default ->
          "a whole number from %s to %s"
                  .formatted(bound(schema, "minimum"), bound(schema, "maximum"))
              + (schema.has("multipleOf")
                  ? " that is a multiple of " + schema.get("multipleOf")
                  : "");
    };
  }

  private static String cut(String text) {
    return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "...";
  }
}
