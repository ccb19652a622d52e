package io.tokenmarket.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.rest.resource.Between;
import io.tokenmarket.rest.resource.Decimal;
import io.tokenmarket.rest.resource.Name;
import io.tokenmarket.rest.resource.Nullable;
import io.tokenmarket.rest.resource.WholeLots;
import io.tokenmarket.schemas.Units;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * JSON Schemas (2020-12) of resources, which are records, read off their components. That of a
 * request takes more than that of an answer gives: a decimal may be a number, too, and what may be
 * null may be left out.
 */
final class JsonSchemas {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int SHAPE_DIGITS = 8;
  private static final String DECIMAL = "^-?\\d+(\\.\\d+)?$";

  /** So many digits before the point, far more than any price or power has. */
  private static final int DIGITS = 12;

  /** What a segment of a path can carry: clients take dots out on the way, servers refuse NUL. */
  private static final String NAME = "^(?!\\.\\.?$)[^\\u0000]+$";

  private final String suffix;
  private final boolean request;
  private final ObjectNode components;

  private JsonSchemas(String suffix, boolean request, ObjectNode components) {
    this.suffix = suffix;
    this.request = request;
    this.components = components;
  }

  /** Of answers. */
  JsonSchemas() {
    this("", false, JSON.objectNode());
  }

  /** The same of requests, among the same components. */
  JsonSchemas ofRequests() {
    return new JsonSchemas("Request", true, components);
  }

  /** Stands for the form that a resource has. */
  static String shape(Class<?> resource) {
    JsonSchemas schemas = new JsonSchemas();
    schemas.reference(resource);
    byte[] text = schemas.components.toString().getBytes(StandardCharsets.UTF_8);
    return Digest.of(text).substring(0, SHAPE_DIGITS);
  }

  /** All records referred to so far, by name. */
  ObjectNode components() {
    return components;
  }

  ObjectNode reference(Class<?> resource) {
    if (!resource.isRecord()) {
      return typed("object");
    }
    String name = name(resource) + suffix;
    if (!components.has(name)) {
      components.putObject(name);
      components.set(name, object(resource));
    }
    return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
  }

  /** Nested in another, it has the other's name before its own. */
  private static String name(Class<?> resource) {
    Class<?> outer = resource.getEnclosingClass();
    return (outer == null ? "" : outer.getSimpleName()) + resource.getSimpleName();
  }

  private ObjectNode object(Class<?> resource) {
    ObjectNode schema = typed("object").put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    boolean sparse = request || resource.isAnnotationPresent(JsonInclude.class);
    for (RecordComponent component : resource.getRecordComponents()) {
      boolean nullable = component.isAnnotationPresent(Nullable.class);
      ObjectNode type = of(component);
      properties.set(component.getName(), nullable ? orNull(type) : type);
      if (!nullable || !sparse) {
        required.add(component.getName());
      }
    }
    return schema;
  }

  private ObjectNode of(RecordComponent component) {
    ObjectNode schema = of(component.getGenericType());
    if (!request) {
      return schema;
    }
    if (component.isAnnotationPresent(Name.class)) {
      schema.put("pattern", NAME);
    }
    if (component.isAnnotationPresent(WholeLots.class)) {
      schema.put("multipleOf", Units.TOKENS_PER_LOT);
    }
    Between range = component.getAnnotation(Between.class);
    if (range != null) {
      ObjectNode counted = schema.has("items") ? (ObjectNode) schema.get("items") : schema;
      counted.put("minimum", range.least()).put("maximum", range.most());
    }
    Decimal decimal = component.getAnnotation(Decimal.class);
    return decimal == null ? schema : decimal(decimal.places());
  }

  /** As text or number: both are read exactly. */
  private static ObjectNode decimal(int places) {
    ObjectNode schema = JSON.objectNode();
    schema.putArray("type").add("string").add("number");
    return schema
        .put("format", "decimal")
        .put("pattern", "^-?\\d{1," + DIGITS + "}(\\.\\d{1," + places + "})?$")
        .put("exclusiveMinimum", BigDecimal.TEN.pow(DIGITS).negate())
        .put("exclusiveMaximum", BigDecimal.TEN.pow(DIGITS))
        .put("multipleOf", BigDecimal.ONE.movePointLeft(places));
  }

  private static ObjectNode orNull(ObjectNode schema) {
    ObjectNode either = JSON.objectNode();
    either.putArray("anyOf").add(schema).add(typed("null"));
    return either;
  }

  private ObjectNode of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return of((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
    }
    return ofClass((Class<?>) type);
  }

  private ObjectNode of(Class<?> raw, Type[] arguments) {
    if (List.class.isAssignableFrom(raw)) {
      ObjectNode array = typed("array");
      array.set("items", of(arguments[0]));
      return array;
    }
    if (Map.class.isAssignableFrom(raw)) {
      ObjectNode map = typed("object");
      map.set("additionalProperties", of(arguments[1]));
      return map;
    }
    throw new IllegalArgumentException("no resource holds a " + raw);
  }

  private ObjectNode ofClass(Class<?> type) {
    if (type == String.class) {
      return typed("string");
    }
    if (type == BigDecimal.class) {
      return typed("string").put("format", "decimal").put("pattern", DECIMAL);
    }
    if (type == Instant.class) {
      return typed("string").put("format", "date-time");
    }
    if (type == boolean.class || type == Boolean.class) {
      return typed("boolean");
    }
    if (type == int.class) {
      return integer("int32", Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == long.class || type == Long.class) {
      return integer("int64", Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == BigInteger.class) {
      return request ? integer("int64", Long.MIN_VALUE, Long.MAX_VALUE) : typed("integer");
    }
    return reference(type);
  }

  /** A format says nothing about what is valid, so a request's range is said, too. */
  private ObjectNode integer(String format, long least, long most) {
    ObjectNode schema = typed("integer").put("format", format);
    return request ? schema.put("minimum", least).put("maximum", most) : schema;
  }

  static ObjectNode typed(String type) {
    return JSON.objectNode().put("type", type);
  }
}
