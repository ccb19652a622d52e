package io.tokenmarket.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.JavalinState;
import io.javalin.http.HandlerType;
import io.javalin.plugin.Plugin;
import io.tokenmarket.topology.views.ViewsDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the API: that it is whole, and that its examples are what it says. */
class OpenApiTest {
  /** What is before an operation, and HEAD of what is described as GET, is not described. */
  private static final Set<HandlerType> OPERATIONS =
      Set.of(HandlerType.GET, HandlerType.POST, HandlerType.PUT, HandlerType.DELETE);

  @TempDir static Path directory;
  private static ViewsDriver views;
  private static final Routes routes = new Routes();
  private static RestServer server;
  private static JsonNode description;
  private static Described described;

  @BeforeAll
  static void start() throws Exception {
    views = ViewsDriver.inMemory(directory);
    server = RestServer.of(views).plugin(routes).start("localhost", 0);
    String served = new Http(server).get(Api.DESCRIPTION).body();
    Files.writeString(Path.of("target", "openapi.json"), served);
    description = new ObjectMapper().readTree(served);
    described = new Described(description);
  }

  @AfterAll
  static void stop() {
    server.close();
    views.close();
  }

  @Test
  void everyRouteIsDescribedAndEveryDescriptionRouted() {
    Set<String> routed =
        routes.state.internalRouter.allHttpHandlers().stream()
            .map(route -> route.endpoint)
            .filter(route -> OPERATIONS.contains(route.method))
            .map(route -> route.method.name().toLowerCase(Locale.ROOT) + " " + route.path)
            .collect(Collectors.toSet());

    assertThat(operations().stream().map(Operation::route))
        .containsExactlyInAnyOrderElementsOf(routed);
  }

  @Test
  void everyOperationHasAnIdOfItsOwnAndASummary() {
    assertThat(operations().stream().map(o -> o.node().get("operationId").textValue()))
        .doesNotHaveDuplicates();
    assertThat(operations()).allMatch(o -> o.node().get("summary").textValue().length() > 4);
  }

  @Test
  void everyParameterOfAPathIsDescribed() {
    for (Operation operation : operations()) {
      long inPath = operation.route().chars().filter(c -> c == '{').count();
      long told =
          operation.node().get("parameters").findValuesAsText("in").stream()
              .filter("path"::equals)
              .count();
      assertThat(told).as(operation.route()).isEqualTo(inPath);
    }
  }

  @Test
  void everyAnswerHasAnExampleThatIsAsDescribed() throws Exception {
    for (Operation operation : operations()) {
      JsonNode json = operation.node().at("/responses/200/content").path("application/json");
      if (!json.isMissingNode() && !operation.route().contains("openapi")) {
        assertThat(json.has("example")).as("example of %s", operation.route()).isTrue();
        described.assertValid(json.get("schema"), json.get("example").toString());
      }
      JsonNode body = operation.node().at("/requestBody/content/application~1json");
      if (!body.isMissingNode()) {
        described.assertValid(body.get("schema"), body.get("example").toString());
      }
    }
  }

  @Test
  void anAnswerThatIsNotAsDescribedIsFound() {
    JsonNode schema = description.at("/components/schemas/Health");

    assertThat(violations(schema, "{\"status\":\"UP\",\"reason\":null}")).isZero();
    assertThat(violations(schema, "{\"status\":5,\"reason\":null}")).isEqualTo(1);
    assertThat(violations(schema, "{\"status\":\"UP\",\"more\":1,\"reason\":null}")).isEqualTo(1);
  }

  private static int violations(JsonNode schema, String json) {
    try {
      described.assertValid(schema, json);
      return 0;
    } catch (AssertionError violated) {
      return 1;
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** What is really routed. */
  private static final class Routes extends Plugin<Void> {
    private JavalinState state;

    @Override
    public void onStart(JavalinState started) {
      state = started;
    }
  }

  private record Operation(String route, JsonNode node) {}

  private static List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    described
        .paths()
        .forEachRemaining(
            path -> {
              for (Entry<String, JsonNode> method : path.getValue().properties()) {
                operations.add(
                    new Operation(method.getKey() + " " + path.getKey(), method.getValue()));
              }
            });
    return operations;
  }
}
