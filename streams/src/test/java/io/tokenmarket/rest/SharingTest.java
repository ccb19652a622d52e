package io.tokenmarket.rest;

import static io.tokenmarket.topology.views.LiveMarket.DOLLAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.rest.security.Security;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that has nothing, before one that has all. */
@Timeout(60)
class SharingTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String EVENTS = "/v1/participants/chat/events";

  @TempDir Path directory;
  private GuardedMarket owner;
  private ElsewhereViews views;
  private RestServer server;

  @BeforeEach
  void start() {
    owner = new GuardedMarket(directory);
    views = new ElsewhereViews(owner.server.port());
    server = start(views);
  }

  private RestServer start(ElsewhereViews over) {
    Security security = Security.keys(owner.keysFile).withRate(0);
    return RestServer.of(over).security(security).start("localhost", 0);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    owner.close();
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder asked(RestServer of, String path, String key) {
    HttpRequest.Builder request = GuardedMarket.request(of, path);
    return key == null ? request : request.header("Authorization", "Bearer " + key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/markets/north",
        "/v1/markets/north/prices",
        "/v1/markets/north/prices?position=99999999999",
        "/v1/markets/north/prices/zero",
        "/v1/markets/north/depth?levels=1",
        "/v1/markets/n%20or%2Fth/prices?",
        "/v1/participants/chat/markets/north/invoice?format=csv",
        "/v1/participants/chat/orders?market=north",
        EVENTS + "?limit=2"
      })
  void whatTheOtherNodeAnswersIsAnsweredAsItIs(String path) throws Exception {
    HttpResponse<byte[]> truth = send(asked(owner.server, path, owner.chat));
    HttpResponse<byte[]> passed = send(asked(server, path, owner.chat));

    assertThat(passed.statusCode()).isEqualTo(truth.statusCode());
    assertThat(passed.body()).isEqualTo(truth.body());
    assertThat(headers(passed)).isEqualTo(headers(truth));
  }

  private static Map<String, List<String>> headers(HttpResponse<byte[]> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.keySet().removeAll(List.of("date", "content-length", "transfer-encoding"));
    return headers;
  }

  @Test
  void conditionsEncodingsAndMethodsArePassedOn() throws Exception {
    String path = "/v1/markets/north/clearings/latest";
    String tag = send(asked(server, path, null)).headers().firstValue("ETag").orElseThrow();
    HttpResponse<byte[]> known = send(asked(server, path, null).header("If-None-Match", tag));
    for (int n = 2; n < 60; n++) {
      owner.north.send(owner.north.demand("chat-" + n, "chat", 1_000, n * DOLLAR / 10, 60));
    }
    String large = "/v1/markets/north/depth";
    HttpResponse<byte[]> packed =
        send(asked(server, large, null).header("Accept-Encoding", "gzip"));
    HttpResponse<byte[]> head =
        send(asked(server, path, null).method("HEAD", BodyPublishers.noBody()));

    assertThat(known.statusCode()).isEqualTo(304);
    assertThat(known.body()).isEmpty();
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(packed.body())
        .isEqualTo(send(asked(owner.server, large, null).header("Accept-Encoding", "gzip")).body());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("ETag")).contains(tag);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void aKeyIsAskedForHereAndThere() throws Exception {
    assertThat(send(asked(server, EVENTS, null)).statusCode()).isEqualTo(401);
    assertThat(send(asked(server, EVENTS, owner.oslo)).statusCode()).isEqualTo(403);
    assertThat(send(asked(server, EVENTS, owner.chat)).statusCode()).isEqualTo(200);
  }

  @Test
  void aStreamIsPassedOnAsItComes() throws Exception {
    try (Subscriber prices = new Subscriber(server.port(), "/v1/markets/north/prices/stream")) {
      assertThat(prices.next().id()).isZero();
      owner.north.close(1);
      assertThat(prices.next().id()).isEqualTo(1);
      assertThat(owner.server.streams()).isEqualTo(1);
    }
  }

  @Test
  void whoLeavesAPassedStreamLeavesTheOtherNodeToo() throws Exception {
    Subscriber prices = new Subscriber(server.port(), "/v1/markets/north/prices/stream");
    prices.next();
    server.close();
    while (owner.server.streams() > 0) {
      Thread.onSpinWait();
    }
    assertThat(prices.isAtEnd()).isTrue();
    prices.close();
  }

  /** Each takes the other for the one that has it, as when it moves. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/markets/north/prices",
        "/v1/markets/north/prices/stream",
        "/v1/markets/north/revenue",
        EVENTS
      })
  void twoNodesThatTakeEachOtherForTheOwnerEndWithAnAnswer(String path) throws Exception {
    ElsewhereViews other = new ElsewhereViews(server.port());
    try (RestServer second = start(other)) {
      views.take(second.port());

      assertLater(send(asked(server, path, owner.chat)));
      assertLater(send(asked(second, path, owner.chat)));
    }
  }

  @Test
  void aNodeThatIsGoneIsNoAnswer() throws Exception {
    try (ServerSocket nobody = new ServerSocket(0)) {
      views.take(nobody.getLocalPort());
    }

    assertLater(send(asked(server, "/v1/markets/north/prices", null)));
    assertLater(
        send(
            asked(server, GuardedMarket.DEMAND + "?wait=1", owner.chat)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "\"1\"")
                .POST(BodyPublishers.ofString("{}"))));
  }

  private static void assertLater(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }
}
