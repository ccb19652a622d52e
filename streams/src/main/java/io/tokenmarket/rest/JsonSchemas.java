package io.tokenmarket.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.rest.resource.Nullable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** JSON Schemas (2020-12) of resources, which are records, read off their components. */
final class JsonSchemas {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String DECIMAL = "^-?\\d+(\\.\\d+)?$";

  private final ObjectNode components = JSON.objectNode();

  /** All records referred to so far, by name. */
  ObjectNode components() {
    return components;
  }

  /** Of an answer: every field is there. Of a request: those that may be null may be left out. */
  ObjectNode reference(Class<?> resource) {
    if (!resource.isRecord()) {
      return typed("object");
    }
    String name = name(resource);
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
    for (RecordComponent component : resource.getRecordComponents()) {
      boolean nullable = component.isAnnotationPresent(Nullable.class);
      ObjectNode type = of(component.getGenericType());
      properties.set(component.getName(), nullable ? orNull(type) : type);
      if (!nullable) {
        required.add(component.getName());
      }
    }
    return schema;
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
      return typed("integer").put("format", "int32");
    }
    if (type == long.class || type == Long.class) {
      return typed("integer").put("format", "int64");
    }
    if (type == BigInteger.class) {
      return typed("integer");
    }
    return reference(type);
  }

  static ObjectNode typed(String type) {
    return JSON.objectNode().put("type", type);
  }
}
