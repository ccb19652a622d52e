package io.tokenmarket.rest;

import static io.tokenmarket.topology.views.LiveMarket.DOLLAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.rest.security.KeysFile;
import io.tokenmarket.rest.security.Role;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.topology.views.LiveMarket;
import io.tokenmarket.topology.views.ViewsDriver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A server with keys over market north, which has been cleared once; chat bought, oslo sold. It
 * takes no commands: what is permitted is answered with 503.
 */
final class GuardedMarket implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  static final String OWN = "/v1/participants/chat/orders";
  static final String PUBLIC = "/v1/markets/north/prices";
  static final String DEMAND = "/v1/participants/chat/markets/north/demand";

  final Path keysFile;
  final KeysFile keys;
  final String chat;
  final String oslo;
  final String operator;
  final LiveMarket north;
  final RestServer server;
  private final ViewsDriver views;

  GuardedMarket(Path directory) {
    this(directory, security -> security.withRate(0));
  }

  GuardedMarket(Path directory, UnaryOperator<Security> how) {
    keysFile = directory.resolve("keys.json");
    keys = new KeysFile(keysFile);
    chat = keys.add(Role.PARTICIPANT, "chat");
    oslo = keys.add(Role.PARTICIPANT, "oslo");
    operator = keys.add(Role.OPERATOR, null);
    views = ViewsDriver.inMemory(directory);
    north = new LiveMarket(views, "north");
    north.send(north.offer("oslo-1", "oslo", DOLLAR, 60));
    north.send(north.demand("chat-1", "chat", 100_000, 3 * DOLLAR, 60));
    north.close(0);
    server =
        RestServer.of(views).security(how.apply(Security.keys(keysFile))).start("localhost", 0);
  }

  static HttpRequest.Builder request(RestServer server, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
  }

  HttpRequest.Builder request(String path) {
    return request(server, path);
  }

  /** As the owner of this key, null for nobody. */
  HttpRequest.Builder request(String path, String key) {
    HttpRequest.Builder request = request(path);
    return key == null ? request : request.header("Authorization", "Bearer " + key);
  }

  HttpResponse<String> get(String path, String key) throws Exception {
    return send(request(path, key));
  }

  static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  static void assertProblem(HttpResponse<String> response, int status, String type)
      throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(new ObjectMapper().readTree(response.body()).get("type").textValue())
        .isEqualTo("urn:token-market:problem:" + type);
  }

  static void assertPermitted(HttpResponse<String> response) {
    assertThat(Set.of(401, 403, 429))
        .as(response.request() + " " + response.body())
        .doesNotContain(response.statusCode());
  }

  @Override
  public void close() {
    server.close();
    views.close();
  }
}
