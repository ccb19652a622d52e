package io.tokenmarket.rest;

import static io.tokenmarket.rest.GuardedMarket.DEMAND;
import static io.tokenmarket.rest.GuardedMarket.OWN;
import static io.tokenmarket.rest.GuardedMarket.PUBLIC;
import static io.tokenmarket.rest.GuardedMarket.assertPermitted;
import static io.tokenmarket.rest.GuardedMarket.assertProblem;
import static io.tokenmarket.topology.views.LiveMarket.DOLLAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.JavalinState;
import io.javalin.plugin.Plugin;
import io.tokenmarket.rest.security.Role;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.rest.security.SecurityFileException;
import io.tokenmarket.topology.views.ViewsDriver;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Who may do what, asked over HTTP. */
@Timeout(60)
class GuardTest {
  @TempDir Path directory;
  private GuardedMarket market;

  @BeforeEach
  void start() {
    market = new GuardedMarket(directory);
  }

  @AfterEach
  void stop() {
    market.close();
  }

  @Test
  void aParticipantSeesHisOwnAndNobodyElseDoes() throws Exception {
    assertThat(market.get(OWN, market.chat).body()).contains("chat-1");
    assertProblem(market.get(OWN, market.oslo), 403, "not-permitted");
    HttpResponse<String> nobody = market.get(OWN, null);
    assertProblem(nobody, 401, "key-needed");
    assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  @Test
  void aRefusalDoesNotTellWhetherTheOtherExists() throws Exception {
    String there = market.get("/v1/participants/oslo/orders", market.chat).body();
    String not = market.get("/v1/participants/olso/orders", market.chat).body();

    assertThat(there.replace("oslo", "*")).isEqualTo(not.replace("olso", "*"));
  }

  @Test
  void aParticipantActsForHimselfOnly() throws Exception {
    assertProblem(send("POST", DEMAND, market.chat), 503, "no-gateway");
    assertProblem(send("POST", DEMAND, market.oslo), 403, "not-permitted");
    assertProblem(send("POST", DEMAND, null), 401, "key-needed");
    assertProblem(send("DELETE", DEMAND + "/chat-1", market.oslo), 403, "not-permitted");
  }

  @Test
  void anOperatorSeesAllAndActsForNobody() throws Exception {
    assertThat(market.get("/v1/node", market.operator).statusCode()).isEqualTo(200);
    assertThat(market.get(OWN, market.operator).body()).contains("chat-1");
    assertProblem(send("POST", DEMAND, market.operator), 403, "not-permitted");
    assertProblem(market.get("/v1/node", market.chat), 403, "not-permitted");
    assertProblem(market.get("/v1/node", null), 401, "key-needed");
  }

  @Test
  void aMonitorReadsHowTheNodeIsAndDoesNothing() throws Exception {
    String monitor = market.keys.add(Role.MONITOR, null);
    awaitStatus(200, "/v1/node", monitor);
    assertProblem(market.get(OWN, monitor), 403, "not-permitted");
    assertProblem(send("POST", DEMAND, monitor), 403, "not-permitted");
    assertProblem(send("POST", "/v1/markets/north/halt", monitor), 403, "not-permitted");
    assertProblem(send("POST", "/v1/markets/north/halt", market.chat), 403, "not-permitted");
  }

  @Test
  void whatIsPublicNeedsNoKey() throws Exception {
    assertThat(market.get(PUBLIC, null).statusCode()).isEqualTo(200);
    assertThat(market.get(PUBLIC, market.chat).statusCode()).isEqualTo(200);
    assertThat(market.get("/health", null).statusCode()).isEqualTo(200);
  }

  /** The description is made of the same table as the routes; so what it says is tried. */
  @Test
  void everyOperationIsGuardedAsItIsDescribed() throws Exception {
    int guarded = 0;
    for (Operation operation : operations()) {
      boolean open = operation.roles().isEmpty();
      assertThat(open && operation.path().contains("{participant}")).as(operation.path()).isFalse();
      for (String method : operation.methods()) {
        HttpResponse<String> nobody = send(method, operation.example(), null);
        HttpResponse<String> other = send(method, operation.example(), market.oslo);
        if (open) {
          assertPermitted(nobody);
        } else {
          assertThat(nobody.statusCode()).as(method + operation.path()).isEqualTo(401);
          assertThat(other.statusCode()).as(method + operation.path()).isEqualTo(403);
          guarded++;
        }
        assertAsSaid(operation, "participant", send(method, operation.example(), market.chat));
        assertAsSaid(operation, "operator", send(method, operation.example(), market.operator));
      }
    }
    assertThat(guarded).as("operations that are not public, HEAD too").isGreaterThan(12);
  }

  @Test
  void aRouteOfAPluginIsGuardedAsItIsMarked() throws Exception {
    Plugin<Void> plugin =
        new Plugin<>() {
          @Override
          public void onInitialize(JavalinState state) {
            state.routes.get("/inside", context -> context.result("in"), Access.OPERATOR);
            state.routes.get("/page", context -> context.result("page"));
          }
        };
    try (ViewsDriver views = ViewsDriver.inMemory(directory.resolve("plugin"));
        RestServer server =
            RestServer.of(views)
                .security(Security.keys(market.keysFile))
                .plugin(plugin)
                .start("localhost", 0)) {
      assertThat(status(server, "/inside", null)).isEqualTo(401);
      assertThat(status(server, "/inside", market.chat)).isEqualTo(403);
      assertThat(status(server, "/inside", market.operator)).isEqualTo(200);
      assertThat(status(server, "/page", null)).isEqualTo(200);
    }
  }

  private static int status(RestServer server, String path, String key) throws Exception {
    HttpRequest.Builder request = GuardedMarket.request(server, path);
    return GuardedMarket.send(
            key == null ? request : request.header("Authorization", "Bearer " + key))
        .statusCode();
  }

  private static void assertAsSaid(Operation operation, String role, HttpResponse<String> answer) {
    if (operation.roles().isEmpty() || operation.roles().contains(role)) {
      assertPermitted(answer);
    } else {
      assertThat(answer.statusCode()).as(operation.path()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer ",
        "Bearer nonsense",
        "Bearer tm_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "Basic Y2hhdDpjaGF0"
      })
  void aKeyThatDoesNotHoldIsRefusedEverywhere(String authorization) throws Exception {
    for (String path : List.of(OWN, PUBLIC, "/v1/node", "/nowhere")) {
      HttpResponse<String> answer =
          GuardedMarket.send(market.request(path).header("Authorization", authorization));
      assertProblem(answer, 401, "key-invalid");
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
          .contains("invalid_token");
    }
  }

  @Test
  void aKeyWithOneOtherCharacterDoesNotHold() throws Exception {
    char last = market.chat.charAt(30);
    String other =
        market.chat.substring(0, 30) + (last == 'A' ? 'B' : 'A') + market.chat.substring(31);

    assertProblem(market.get(OWN, other), 401, "key-invalid");
  }

  @Test
  void theNameOfTheSchemeIsReadInAnyCase() throws Exception {
    HttpRequest.Builder request =
        market.request(OWN).header("Authorization", "bearer " + market.chat);

    assertThat(GuardedMarket.send(request).statusCode()).isEqualTo(200);
  }

  @Test
  void aKeyIsTakenAwayFromARunningNodeAndItsStreamsEnd() throws Exception {
    String stream = "/v1/participants/chat/events/stream";
    try (Subscriber events =
            new Subscriber(market.server.port(), stream, "Authorization: Bearer " + market.chat);
        Subscriber others =
            new Subscriber(
                market.server.port(),
                "/v1/participants/oslo/events/stream",
                "Authorization: Bearer " + market.oslo)) {
      market.north.send(market.north.demand("chat-2", "chat", 5, DOLLAR, 1));
      assertThat(events.next().event()).isEqualTo("OrderAccepted");
      assertThat(market.get(OWN, market.chat).statusCode()).isEqualTo(200);

      market.keys.remove(market.chat.substring(3, 11));
      awaitStatus(401, OWN, market.chat);
      assertThat(events.isAtEnd()).isTrue();
      assertThat(market.get("/v1/participants/oslo/orders", market.oslo).statusCode())
          .isEqualTo(200);
      market.north.send(market.north.offer("oslo-2", "oslo", DOLLAR, 1));
      assertThat(others.next().event()).isEqualTo("OrderAccepted");
    }
  }

  @Test
  void aKeyIsGivenWhileTheNodeRuns() throws Exception {
    String key = market.keys.add(Role.PARTICIPANT, "search");

    awaitStatus(200, "/v1/participants/search/orders", key);
  }

  @Test
  void whileTheKeysCannotBeReadNoneHoldsAndThePublicIsAnswered() throws Exception {
    byte[] good = Files.readAllBytes(market.keysFile);
    Files.writeString(market.keysFile, "{\"keys\": [");
    awaitStatus(503, OWN, market.chat);
    assertProblem(market.get(OWN, market.chat), 503, "keys-unreadable");
    assertThat(market.get(PUBLIC, null).statusCode()).isEqualTo(200);

    Files.write(market.keysFile, good);
    awaitStatus(200, OWN, market.chat);
  }

  @Test
  void aNodeDoesNotStartWithABrokenKeysFile() throws Exception {
    Path broken = Files.writeString(directory.resolve("broken.json"), "keys: none");
    try (ViewsDriver views = ViewsDriver.inMemory(directory.resolve("other"))) {
      assertThatThrownBy(
              () -> RestServer.of(views).security(Security.keys(broken)).start("localhost", 0))
          .isInstanceOf(SecurityFileException.class)
          .hasMessageContaining(broken.toString());
    }
  }

  @Test
  void noKeyIsEverWrittenToTheLogOrAnAnswer() throws Exception {
    List<String> written = new ArrayList<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Logger own = (Logger) LoggerFactory.getLogger("io.tokenmarket");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    own.setLevel(Level.ALL);
    try {
      String wrong = market.chat.substring(0, 40) + "AAAAAAAAAAAAAAAA";
      for (String key : List.of(market.chat, market.operator, wrong, wrong + "x")) {
        for (String path : List.of(OWN, PUBLIC, DEMAND, "/nowhere", "/v1/node?limit=x")) {
          written.add(market.get(path, key).body());
          written.add(send("POST", path, key).body());
        }
      }
      LoggerFactory.getLogger("io.tokenmarket.control").warn("the key is {}", market.oslo);
    } finally {
      own.setLevel(null);
      root.detachAppender(log);
    }
    for (ILoggingEvent event : log.list) {
      written.add(event.getFormattedMessage() + event.getThrowableProxy());
    }
    String all = String.join("\n", written);
    assertThat(all).contains(market.oslo).contains("was sent from");
    assertThat(all).doesNotContain(market.chat.substring(12), market.operator.substring(12));
    assertThat(all).doesNotContain(market.chat.substring(12, 40));
  }

  @Test
  void withoutKeysThisMachineMayDoEverythingUnderItsOwnNameOnly() throws Exception {
    try (ViewsDriver views = ViewsDriver.inMemory(directory.resolve("open"));
        RestServer open = RestServer.start(views, "127.0.0.1", 0)) {
      assertThat(GuardedMarket.send(GuardedMarket.request(open, OWN)).statusCode()).isEqualTo(200);
      assertThat(GuardedMarket.send(GuardedMarket.request(open, "/v1/node")).statusCode())
          .isEqualTo(200);
      assertThat(raw(open, "localhost")).startsWith("HTTP/1.1 200");
      assertThat(raw(open, "[::1]:8080")).startsWith("HTTP/1.1 200");
      assertThat(raw(open, "127.0.0.1")).startsWith("HTTP/1.1 200");
      assertThat(raw(open, "rebound.example")).startsWith("HTTP/1.1 403");
      assertThat(raw(open, "127.0.0.1.example")).startsWith("HTTP/1.1 403");
    }
    assertThat(raw(market.server, "node.example")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void withoutKeysNobodyElseIsListenedTo(String host) {
    try (ViewsDriver views = ViewsDriver.inMemory(directory.resolve("open"))) {
      assertThatThrownBy(() -> RestServer.start(views, host, 0))
          .isInstanceOf(CannotListenException.class)
          .hasMessage(
              "A node without keys does not listen on %s, where others reach it; give --keys FILE, or --host localhost.",
              host);
    }
  }

  private static String raw(RestServer server, String host) throws Exception {
    try (Socket socket = new Socket("localhost", server.port())) {
      OutputStream out = socket.getOutputStream();
      String request = "GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void awaitStatus(int status, String path, String key) throws Exception {
    while (market.get(path, key).statusCode() != status) {
      Thread.onSpinWait();
    }
  }

  private HttpResponse<String> send(String method, String path, String key) throws Exception {
    return GuardedMarket.send(
        market
            .request(path, key)
            .header("Idempotency-Key", "n")
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(method.equals("POST") ? BODY : "")));
  }

  private static final String BODY =
      "{\"tier\": \"MEDIUM\", \"tokens\": 1000000, \"limitPrice\": \"3.00\"}";

  private record Operation(String method, String path, List<String> roles) {
    /** A stream does not end by itself, and HEAD of it is not asked. */
    List<String> methods() {
      if (path.endsWith("/stream")) {
        return List.of();
      }
      return method.equals("GET") ? List.of("GET", "HEAD") : List.of(method);
    }

    String example() {
      return path.replace("{participant}", "chat")
          .replace("{market}", "north")
          .replace("{interval}", "0")
          .replace("{order}", "chat-1")
          .replaceAll("\\{\\w+}", "MEDIUM");
    }
  }

  private List<Operation> operations() throws Exception {
    JsonNode paths =
        new ObjectMapper().readTree(market.get(Api.DESCRIPTION, null).body()).get("paths");
    List<Operation> operations = new ArrayList<>();
    for (Entry<String, JsonNode> path : paths.properties()) {
      for (Entry<String, JsonNode> method : path.getValue().properties()) {
        List<String> roles =
            StreamSupport.stream(method.getValue().get("security").spliterator(), false)
                .map(key -> key.fieldNames().next())
                .toList();
        operations.add(
            new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), roles));
      }
    }
    return operations;
  }
}
