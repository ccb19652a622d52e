package io.tokenmarket.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped JSON Schema says what the reader reads. */
class ScenarioSchemaTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(resource("/scenarios/scenario.schema.json"));

  private static final String GOOD =
      """
      seed: 1
      intervals: 3
      market: {name: eu-north, intervalSeconds: 60}
      factories: [{name: north, hardware: vera-rubin, megawatts: 2}]
      demand: {source: synthetic, tokensPerSecond: 1000000}
      """;

  @ParameterizedTest
  @MethodSource("io.tokenmarket.simulation.Scenario#shippedNames")
  void everyShippedScenarioIsValid(String name) throws IOException {
    try (InputStream yaml = resource("/scenarios/" + name + ".yaml")) {
      assertThat(problems(new String(yaml.readAllBytes(), UTF_8))).isEmpty();
    }
  }

  @Test
  void everyDocumentedExampleIsValid() throws IOException {
    String document = Files.readString(Path.of("../docs/scenarios.md"));
    Matcher example =
        Pattern.compile("```yaml\\n(seed|description)(.*?)```", Pattern.DOTALL).matcher(document);
    assertThat(example.find()).isTrue();
    do {
      assertThat(problems(example.group(1) + example.group(2))).isEmpty();
    } while (example.find());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed: one",
        "sead: 1",
        "intervals: 0",
        "apps: []",
        "market: {name: eu, intervalSeconds: 60, tiers: [{cap: 3}]}",
        "factories: [{name: north, hardware: hopper, megawatts: 0}]",
        "factories: [{name: north, hardware: hopper, megawatts: 1, ask: {basis: hope}}]",
        "factories: [{name: north, hardware: hopper, megawatts: 1, ask: {basis: stated}}]",
        "factories: [{name: north, hardware: hopper, megawatts: 1, online: soon}]",
        "factories: [{name: north, hardware: own, recipes: [{tier: HIGH, rates: {a: 1}}], megawatts: 2}]",
        "factories: [{name: north, hardware: own, recipes: [{tier: HIGH, rates: {a: 1}}], pools: {a: 1}}]",
        "factories: [{name: north, hardware: own, recipes: [{rates: {a: 1}}], pools: {a: 1, b: 2}}]",
        "factories: [{name: north, hardware: own, pools: {a: 1, b: 2}, megawatts: 3}]",
        "demand: {source: azure}",
        "demand: {source: synthetic, tokensPerSecond: 1, scale: 2}",
        "buying: {sigma: 9}"
      })
  void aMistakeIsNoValidScenario(String field) throws IOException {
    assertThat(problems(GOOD)).isEmpty();
    String name = field.substring(0, field.indexOf(':'));
    String bad = GOOD.replaceAll("(?m)^" + name + ":.*\\n", "") + field + "\n";
    assertThat(problems(bad)).isNotEmpty();
  }

  @Test
  void schemaAndReaderKnowTheSameFields() {
    Set<String> compared = new LinkedHashSet<>();
    compare(ScenarioFile.class, SCHEMA.getSchemaNode(), compared);
    assertThat(compared)
        .contains("ScenarioFile", "Ask", "Point", "Budget", "Tier", "Recipe")
        .hasSize(16);
  }

  private static void compare(Class<?> type, JsonNode schema, Set<String> compared) {
    if (!compared.add(type.getSimpleName())) {
      return;
    }
    Set<String> fields = new LinkedHashSet<>();
    schema.get("properties").fieldNames().forEachRemaining(fields::add);
    List<RecordComponent> components = Arrays.asList(type.getRecordComponents());
    assertThat(fields)
        .as(type.getSimpleName())
        .containsExactlyInAnyOrderElementsOf(
            components.stream().map(RecordComponent::getName).toList());
    for (RecordComponent component : components) {
      Class<?> inner = content(component.getGenericType());
      if (inner.isRecord()) {
        compare(inner, object(schema.get("properties").get(component.getName())), compared);
      }
    }
  }

  /** The type itself, or that of a list's elements. */
  private static Class<?> content(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return content(list.getActualTypeArguments()[0]);
    }
    return type instanceof Class<?> plain ? plain : Object.class;
  }

  /** The schema of the object that a property is, or is a list of. */
  private static JsonNode object(JsonNode property) {
    if (property.has("$ref")) {
      String name = property.get("$ref").textValue().substring("#/$defs/".length());
      return SCHEMA.getSchemaNode().get("$defs").get(name);
    }
    if (property.has("items")) {
      return object(property.get("items"));
    }
    for (JsonNode choice : property.get("anyOf")) {
      if (choice.has("$ref")) {
        return object(choice);
      }
    }
    throw new IllegalStateException("no object: " + property);
  }

  private static Set<ValidationMessage> problems(String yaml) throws IOException {
    return SCHEMA.validate(
        YAML.readTree(yaml),
        context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
  }

  private static InputStream resource(String name) {
    return ScenarioSchemaTest.class.getResourceAsStream(name);
  }
}
