package io.tokenmarket.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Checks answers against an OpenAPI description. */
final class Described {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  private final JsonNode description;
  private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

  Described(JsonNode description) {
    this.description = description;
  }

  /** Where the path is not described, there must be a problem. */
  void check(HttpResponse<String> response) throws Exception {
    if (response.body().isEmpty()) {
      return;
    }
    String type = response.headers().firstValue("Content-Type").orElseThrow().split(";")[0];
    String method = response.request().method().toLowerCase(Locale.ROOT);
    Optional<JsonNode> operation =
        operation(response.uri().getRawPath()).map(path -> path.get(method));
    JsonNode schema =
        operation
            .map(found -> found.at("/responses/" + response.statusCode()))
            .filter(found -> !found.isMissingNode())
            .map(
                found ->
                    found.has("$ref")
                        ? description.at(found.get("$ref").textValue().substring(1))
                        : found)
            .map(found -> found.at("/content").path(type).path("schema"))
            .orElseGet(() -> problem(response, type));
    if (type.endsWith("json")) {
      assertValid(schema, response.body());
    } else {
      assertThat(schema.path("type").asText()).as(type).isEqualTo("string");
    }
  }

  private static JsonNode problem(HttpResponse<String> response, String type) {
    assertThat(response.statusCode()).as(response.body()).isGreaterThanOrEqualTo(400);
    assertThat(type).isEqualTo("application/problem+json");
    return JSON.createObjectNode().put("$ref", "#/components/schemas/Problem");
  }

  /** The most literal path that fits. */
  private Optional<JsonNode> operation(String path) {
    Iterable<Entry<String, JsonNode>> paths = () -> description.get("paths").fields();
    return StreamSupport.stream(paths.spliterator(), false)
        .filter(entry -> path.matches(pattern(entry.getKey())))
        .min(Comparator.comparingLong(e -> e.getKey().chars().filter(c -> c == '{').count()))
        .map(Entry::getValue);
  }

  private static String pattern(String path) {
    return Pattern.quote(path).replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q");
  }

  void assertValid(JsonNode schema, String body) throws Exception {
    assertThat(compiled(schema).validate(JSON.readTree(body))).as(body).isEmpty();
  }

  private JsonSchema compiled(JsonNode schema) {
    return compiled.computeIfAbsent(
        schema.toString(),
        text -> {
          ObjectNode root = JSON.createObjectNode();
          root.set("allOf", JSON.createArrayNode().add(schema));
          root.set("components", description.get("components"));
          return SCHEMAS.getSchema(root);
        });
  }

  /** All operations by id. */
  Iterator<Entry<String, JsonNode>> paths() {
    return description.get("paths").fields();
  }
}
