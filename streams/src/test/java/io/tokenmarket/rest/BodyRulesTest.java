package io.tokenmarket.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.tokenmarket.rest.resource.Delivery;
import io.tokenmarket.rest.resource.Demand;
import io.tokenmarket.rest.resource.Offer;
import io.tokenmarket.rest.resource.PublicKey;
import io.tokenmarket.topology.views.ViewsDriver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A body is taken where another reader of the published schema says that it is valid, and nowhere
 * else: tried with every field of every body and values of all kinds.
 */
class BodyRulesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Class<?>> BODIES =
      Map.of(
          "DemandRequest", Demand.class,
          "OfferRequest", Offer.class,
          "DeliveryRequest", Delivery.class,
          "PublicKeyRequest", PublicKey.class);

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "\"\"",
          "\"x\"",
          "\"true\"",
          "\"5000\"",
          "\"-3.5\"",
          "\"3e0\"",
          "\"3.1234567\"",
          "\"1234567890123\"",
          "\".\"",
          "\"..\"",
          "\"...\"",
          "\"a/b\"",
          "\"a\\u0000b\"",
          "\"\\n\"",
          "\" 3\"",
          "\"٣\"",
          "0",
          "-0",
          "1",
          "-1",
          "5",
          "1000",
          "5000",
          "-5000",
          "5e3",
          "5000.0",
          "1000.5",
          "0.001",
          "0.0001",
          "0.000001",
          "0.0000001",
          "1e-40",
          "10000000000000000000000000000000000000000",
          "-10000000000000000000000000000000000000000",
          "2147483647",
          "2147483648",
          "-2147483649",
          "9223372036854775808",
          "-9223372036854775809",
          "999999999999",
          "1000000000000",
          "[]",
          "{}",
          "[null]",
          "[1]",
          "[{}]",
          "[\"x\"]",
          "[[]]",
          "[1000, 1.5]");

  @TempDir static Path directory;
  private static ViewsDriver views;
  private static RestServer server;
  private static JsonNode schemas;
  private static Described described;

  @BeforeAll
  static void start() throws Exception {
    views = ViewsDriver.inMemory(directory);
    server = RestServer.start(views, "localhost", 0);
    JsonNode description = JSON.readTree(new Http(server).get(Api.DESCRIPTION).body());
    schemas = description.at("/components/schemas");
    described = new Described(description);
  }

  @AfterAll
  static void stop() {
    server.close();
    views.close();
  }

  @Test
  void everyBodyIsTriedAndTakenAsItIs() throws Exception {
    List<String> published = new ArrayList<>();
    schemas.fieldNames().forEachRemaining(published::add);
    assertThat(published).containsAll(BODIES.keySet());
    for (String body : BODIES.keySet()) {
      assertThat(refusal(body, sample(schemas.get(body)).toString())).as(body).isEmpty();
    }
  }

  @Test
  void aValueIsTakenWhereTheSchemaTakesItAndNowhereElse() throws Exception {
    Map<Boolean, Integer> tried = new HashMap<>();
    for (String body : BODIES.keySet()) {
      for (String field : fields(schemas.get(body), "")) {
        for (String value : VALUES) {
          String sent = with(body, field, parent -> parent.set(last(field), json(value)));
          boolean taken = refusal(body, sent).isEmpty();
          assertThat(taken).as(sent).isEqualTo(isValid(body, sent));
          tried.merge(taken, 1, Integer::sum);
        }
      }
    }
    assertThat(tried.get(true)).as("taken").isGreaterThan(100);
    assertThat(tried.get(false)).as("refused").isGreaterThan(1_000);
  }

  @Test
  void aRefusalNamesTheFieldAndTheValue() throws Exception {
    for (String body : BODIES.keySet()) {
      for (String field : fields(schemas.get(body), "")) {
        for (String value : List.of("{}", "7.25", "\"x\"", "null", "2")) {
          String sent = with(body, field, parent -> parent.set(last(field), json(value)));
          refusal(body, sent)
              .ifPresent(
                  told ->
                      assertThat(told)
                          .as(sent)
                          .contains("\"" + field.replace("/0", "[0]").replace("/", ".") + "\"")
                          .contains(" " + value));
        }
      }
    }
  }

  @Test
  void aFieldIsLeftOutWhereTheSchemaLetsItBeAndNoOtherIsAdded() throws Exception {
    for (String body : BODIES.keySet()) {
      for (String field : fields(schemas.get(body), "")) {
        String without = with(body, field, parent -> parent.remove(last(field)));
        assertThat(refusal(body, without).isEmpty()).as(without).isEqualTo(isValid(body, without));
        String besides = with(body, field, parent -> parent.put(last(field) + "X", 1));
        assertThat(refusal(body, besides)).as(besides).isPresent();
        assertThat(isValid(body, besides)).as(besides).isFalse();
      }
    }
  }

  private static Optional<String> refusal(String body, String sent) {
    try {
      RequestBody.read(sent.getBytes(UTF_8), BODIES.get(body));
      return Optional.empty();
    } catch (RefusedException refused) {
      assertThat(refused.refusal()).isEqualTo(ProblemType.BAD_BODY);
      return Optional.of(refused.getMessage());
    }
  }

  private static boolean isValid(String body, String sent) throws Exception {
    JsonNode schema = JSON.createObjectNode().put("$ref", "#/components/schemas/" + body);
    try {
      described.assertValid(schema, sent);
      return true;
    } catch (AssertionError violated) {
      return false;
    }
  }

  /** All that a body may have, valid. */
  private static JsonNode sample(JsonNode schema) {
    JsonNode plain = plain(schema);
    String type = plain.get("type").isArray() ? "decimal" : plain.get("type").textValue();
    return switch (type) {
      case "object" -> {
        ObjectNode object = JSON.createObjectNode();
        for (Entry<String, JsonNode> field : plain.get("properties").properties()) {
          object.set(field.getKey(), sample(field.getValue()));
        }
        yield object;
      }
      case "array" -> JSON.createArrayNode().add(sample(plain.get("items")));
      case "string" -> JSON.getNodeFactory().textNode("x");
      case "decimal" -> JSON.getNodeFactory().textNode("1");
      case "integer" -> JSON.getNodeFactory().numberNode(1_000);
      default -> JSON.getNodeFactory().booleanNode(true);
    };
  }

  private static JsonNode plain(JsonNode schema) {
    if (schema.has("anyOf")) {
      return plain(schema.get("anyOf").get(0));
    }
    return schema.has("$ref")
        ? schemas.get(schema.get("$ref").textValue().replace("#/components/schemas/", ""))
        : schema;
  }

  /** Paths of all fields, those of the first element of each list too. */
  private static List<String> fields(JsonNode schema, String path) {
    List<String> fields = new ArrayList<>();
    for (Entry<String, JsonNode> field : plain(schema).get("properties").properties()) {
      String own = path + field.getKey();
      fields.add(own);
      JsonNode type = plain(field.getValue());
      if (type.has("items") && plain(type.get("items")).has("properties")) {
        fields.addAll(fields(type.get("items"), own + "/0/"));
      }
    }
    return fields;
  }

  private static String with(String body, String field, Consumer<ObjectNode> change) {
    JsonNode sample = sample(schemas.get(body));
    int slash = field.lastIndexOf('/');
    JsonNode parent = slash < 0 ? sample : sample.at("/" + field.substring(0, slash));
    change.accept((ObjectNode) parent);
    return sample.toString();
  }

  private static String last(String field) {
    return field.substring(field.lastIndexOf('/') + 1);
  }

  /** As it is written, whatever its digits mean to a floating point number. */
  private static JsonNode json(String value) {
    return JSON.getNodeFactory().rawValueNode(new RawValue(value));
  }

  /** A reader that takes anything would pass. */
  @Test
  void aBodyThatIsTakenWronglyWouldBeFound() throws Exception {
    ArrayNode none = JSON.createArrayNode();
    assertThat(isValid("DemandRequest", none.toString())).isFalse();
    assertThat(refusal("DemandRequest", none.toString())).isPresent();
  }
}
