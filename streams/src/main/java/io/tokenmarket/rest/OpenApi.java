package io.tokenmarket.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.rest.Operation.Kind;
import io.tokenmarket.rest.resource.Health;
import io.tokenmarket.rest.resource.Problem;
import io.tokenmarket.rest.security.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes operations as OpenAPI 3.1 has it: their schemas from the code, their examples too. */
final class OpenApi {
  private static final ObjectMapper MAPPER = Json.mapper();
  private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");
  private static final String SAID_OF_ALL =
      "Prices are $ per million tokens, money $, power MW: strings with a decimal point, exact. "
          + "Quantities are whole tokens, times ISO 8601. logPosition is the position in the "
          + "market's log that an answer was read at.";

  private final JsonSchemas schemas = new JsonSchemas();
  private final JsonSchemas bodies = schemas.ofRequests();
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();

  private OpenApi() {}

  static ObjectNode of(List<Operation> operations) {
    OpenApi document = new OpenApi();
    document.root.put("openapi", "3.1.0");
    document.info();
    document.root.putArray("servers").addObject().put("url", "/").put("description", "This node");
    document.tags();
    ObjectNode paths = document.root.putObject("paths");
    for (Operation operation : operations) {
      paths
          .withObjectProperty(operation.path())
          .set(operation.method().name().toLowerCase(Locale.ROOT), document.describe(operation));
    }
    document.components();
    return document.root;
  }

  private void info() {
    ObjectNode info =
        root.putObject("info")
            .put("title", "Token Market")
            .put("version", "v1")
            .put("description", SAID_OF_ALL);
    info.putObject("contact").put("name", "Who runs this node");
    info.putObject("license")
        .put("name", "As whoever runs this node says")
        .put("identifier", "NOASSERTION");
  }

  private void tags() {
    ArrayNode tags = root.putArray("tags");
    for (Access access : Access.values()) {
      tags.addObject().put("name", tag(access)).put("description", access.description());
    }
  }

  private static String tag(Access access) {
    return access.name().toLowerCase(Locale.ROOT);
  }

  private void components() {
    ObjectNode components = root.putObject("components");
    components.set("schemas", schemas.components());
    ObjectNode responses = components.putObject("responses");
    for (DescribedProblem problem : DescribedProblem.values()) {
      problem(responses.putObject(problem.name()), problem.description());
    }
    ObjectNode schemes = components.putObject("securitySchemes");
    for (Role role : Role.values()) {
      schemes
          .putObject(scheme(role))
          .put("type", "http")
          .put("scheme", "bearer")
          .put("description", "A key of this role, on a node that has keys.");
    }
  }

  private static String scheme(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private ObjectNode describe(Operation operation) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("operationId", operation.id()).put("summary", operation.summary());
    node.put("description", operation.summary() + ". " + operation.kind().description());
    node.putArray("tags").add(tag(operation.access()));
    security(operation, node.putArray("security"));
    parameters(operation, node.putArray("parameters"));
    if (operation.body() != null) {
      ObjectNode content =
          node.putObject("requestBody")
              .put("required", true)
              .putObject("content")
              .putObject(Content.JSON);
      content.set("schema", bodies.reference(operation.body()));
      example(operation.id() + ".request").ifPresent(body -> content.set("example", body));
    }
    responses(operation, node.putObject("responses"));
    return node;
  }

  /** Whose keys do, any of them; an empty list says that none is needed. */
  private static void security(Operation operation, ArrayNode security) {
    for (Role role : operation.roles()) {
      security.addObject().putArray(scheme(role));
    }
  }

  private static void parameters(Operation operation, ArrayNode parameters) {
    Matcher names = IN_PATH.matcher(operation.path());
    while (names.find()) {
      ObjectNode parameter =
          parameters
              .addObject()
              .put("name", names.group(1))
              .put("in", "path")
              .put("required", true);
      boolean number = names.group(1).equals("interval");
      parameter.put(
          "description", number ? "number of the interval" : "name of the " + names.group(1));
      parameter.set("schema", JsonSchemas.typed(number ? "integer" : "string"));
    }
    operation.allParameters().forEach(parameter -> describe(parameter, parameters.addObject()));
  }

  private static void describe(Parameter parameter, ObjectNode node) {
    node.put("name", parameter.name()).put("in", parameter.in());
    node.put("required", parameter.required()).put("description", parameter.doc());
    ObjectNode schema = node.putObject("schema").put("type", parameter.type());
    parameter
        .constraints()
        .forEach((keyword, value) -> schema.set(keyword, MAPPER.valueToTree(value)));
  }

  private void responses(Operation operation, ObjectNode responses) {
    boolean stream = operation.kind() == Kind.STREAM;
    ObjectNode success = responses.putObject("200").put("description", operation.summary());
    ObjectNode content =
        success.putObject("content").putObject(stream ? "text/event-stream" : "application/json");
    ObjectNode answer = schemas.reference(operation.answer());
    content.set(
        "schema", stream ? JsonSchemas.typed("string").set("contentSchema", answer) : answer);
    example(operation.id()).ifPresent(example -> content.set("example", example));
    if (operation.kind() == Kind.TABLE) {
      ObjectNode table = success.withObjectProperty("content").putObject(Finality.CSV);
      table.set("schema", JsonSchemas.typed("string"));
      text(operation.id() + ".csv").ifPresent(example -> table.put("example", example));
    }
    if (operation.kind() == Kind.COMMAND) {
      success.put("description", "The command had been accepted before.");
      responses.set("201", success.deepCopy().put("description", "The command is accepted."));
    }
    if (operation.kind() == Kind.JSON || operation.kind() == Kind.TABLE) {
      responses.putObject("304").put("description", "What the entity tag stands for.");
    }
    if (operation.answer() == Health.class) {
      responses.set("503", success.deepCopy().put("description", "The node is not well."));
    }
    for (DescribedProblem problem : DescribedProblem.of(operation)) {
      responses.putObject(problem.status()).put("$ref", "#/components/responses/" + problem.name());
    }
  }

  private void problem(ObjectNode response, String description) {
    response
        .put("description", description)
        .putObject("content")
        .putObject(Problems.CONTENT_TYPE)
        .set("schema", schemas.reference(Problem.class));
  }

  private static Optional<JsonNode> example(String id) {
    return text(id + ".json").map(OpenApi::json);
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException("an example is no JSON: " + text, broken);
    }
  }

  /** The example in this file, where there is one. */
  private static Optional<String> text(String file) {
    try (InputStream example = OpenApi.class.getResourceAsStream("examples/" + file)) {
      return example == null
          ? Optional.empty()
          : Optional.of(new String(example.readAllBytes(), UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the example " + file + " cannot be read", unreadable);
    }
  }
}
