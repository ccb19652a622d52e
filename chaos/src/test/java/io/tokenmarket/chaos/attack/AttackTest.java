package io.tokenmarket.chaos.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.rest.RestServer;
import io.tokenmarket.rest.security.KeysFile;
import io.tokenmarket.rest.security.Limits;
import io.tokenmarket.rest.security.Role;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.sandbox.DataFolder;
import io.tokenmarket.sandbox.Sandbox;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.topology.views.Views;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients who mean harm, against nodes with limits, and against nodes without: the control. */
@Timeout(240)
class AttackTest {
  private static final String PAGE = "/v1/openapi.json";
  private static final String MARKETS = "/v1/markets";
  private static final String HEALTH = "/health";
  private static final String STREAM = "/v1/markets/north/prices/stream";
  private static final String DEMAND = "/v1/participants/chat/markets/north/demand";
  private static final int MORE_THAN_THREADS = 40;
  private static final int ANY = 1_000_000;
  private static final Duration EVER = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMillis(20);

  /** As nodes are started with. */
  private static final Limits STANDARD = Limits.standard();

  /** The same, with less patience, so that tests need none. */
  private static final Limits IMPATIENT =
      new Limits(
          300,
          200,
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          64 << 10,
          Duration.ofSeconds(1),
          1L << 30,
          16 << 20,
          64 << 20,
          100,
          80,
          60);

  /** Everything goes. */
  private static final Limits NONE =
      new Limits(ANY, ANY, EVER, EVER, 0, EVER, 1, 0, Long.MAX_VALUE, ANY, ANY, ANY);

  @TempDir static Path directory;
  private static DataFolder folder;
  private static Sandbox sandbox;
  private static Views views;
  private static Path keysFile;
  private static String key;

  @BeforeAll
  static void start() throws Exception {
    folder = DataFolder.open(directory.resolve("exchange"));
    sandbox = Sandbox.start(folder, 0);
    sandbox.node().awaitRunning();
    try (ExchangeConnection operator = ExchangeConnection.open(sandbox.settings())) {
      assertThat(operator.submit(market()).join()).isInstanceOf(Answer.Accepted.class);
    }
    keysFile = directory.resolve("keys.json");
    key = new KeysFile(keysFile).add(Role.PARTICIPANT, "chat");
    Map<String, Object> settings = new HashMap<>(sandbox.settings());
    settings.put("application.id", "token-market-views-attacked");
    settings.put("state.dir", directory.resolve("views").toString());
    views = Views.start(settings);
    views.awaitRunning(Duration.ofSeconds(90));
    await(() -> !views.markets().isEmpty());
  }

  @AfterAll
  static void stop() {
    views.close();
    sandbox.close();
    folder.close();
  }

  private static MarketDefinition market() {
    return MarketDefinition.newBuilder()
        .setCommandId("open-north")
        .setMarket("north")
        .setParticipant("operator")
        .setOrigin(Instant.now())
        .setIntervalMillis(3_600_000)
        .setTiers(Catalogue.load().tierDefinitions())
        .setPriceStep(1_000)
        .setFeePpm(1_000)
        .setMemoryAuctions(100_000)
        .build();
  }

  private static RestServer server(Limits limits) {
    return RestServer.of(views)
        .security(Security.keys(keysFile).withRate(0).withLimits(limits))
        .start("127.0.0.1", 0);
  }

  @Test
  void whoReadsNothingHoldsNobodyUp() throws Exception {
    try (RestServer server = server(STANDARD);
        SlowReaders readers = new SlowReaders(server.port(), MORE_THAN_THREADS, PAGE)) {
      await(() -> server.unsent() > 0);
      for (int n = 0; n < 50; n++) {
        assertThat(get(server, MARKETS).statusCode()).isEqualTo(200);
        assertThat(get(server, HEALTH).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void withoutLimitsWhoReadsNothingHoldsUpAllButHealth() throws Exception {
    try (RestServer server = server(NONE);
        SlowReaders readers = new SlowReaders(server.port(), MORE_THAN_THREADS, PAGE)) {
      awaitHang(server, MARKETS);
      assertThat(get(server, HEALTH).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoReadsTooSlowlyIsCutOff() throws Exception {
    try (RestServer server = server(IMPATIENT);
        RestServer patient = server(NONE);
        SlowReaders readers = new SlowReaders(server.port(), 10, PAGE).sipping(SOON);
        SlowReaders others = new SlowReaders(patient.port(), 10, PAGE).sipping(SOON)) {
      await(() -> server.unsent() == 0 && server.connections() == 0);
      assertThat(patient.connections()).isEqualTo(10);
    }
  }

  @Test
  void whatIsKeptForThoseWhoDoNotReadIsBounded() throws Exception {
    Limits little = new Limits(ANY, ANY, EVER, EVER, 0, EVER, 1, ANY, 300_000, ANY, ANY, ANY);
    try (RestServer server = server(little);
        SlowReaders readers = new SlowReaders(server.port(), 30, PAGE)) {
      // A piece is counted before the oldest are cut off for it.
      await(
          () ->
              server.connections() > 0 && server.connections() < 10 && server.unsent() <= 300_000);
      // Some may be on their way still, and are cut off as well.
      while (get(server, PAGE).statusCode() != 200) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void whoSendsABodyByteByByteHoldsNobodyUpAndIsStopped() throws Exception {
    try (RestServer server = server(IMPATIENT);
        SlowSenders senders =
            SlowSenders.ofABody(server.port(), MORE_THAN_THREADS, DEMAND, key, SOON)) {
      assertThat(get(server, MARKETS).statusCode()).isEqualTo(200);
      await(() -> senders.left() == 0);
    }
  }

  @Test
  void withoutLimitsWhoSendsABodyByteByByteHoldsUpAllButHealth() throws Exception {
    try (RestServer server = server(NONE);
        SlowSenders senders =
            SlowSenders.ofABody(server.port(), MORE_THAN_THREADS, DEMAND, key, SOON)) {
      awaitHang(server, MARKETS);
      assertThat(get(server, HEALTH).statusCode()).isEqualTo(200);
      assertThat(senders.left()).isEqualTo(MORE_THAN_THREADS);
    }
  }

  @Test
  void aBodyThatComesTooLateIsAnswered408() throws Exception {
    try (RestServer server = server(IMPATIENT);
        Socket socket = new Socket("127.0.0.1", server.port())) {
      String request =
          "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{".formatted(DEMAND);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      assertThat(all(socket)).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void whoNeverEndsAHeaderIsCutOff() throws Exception {
    try (RestServer server = server(IMPATIENT);
        RestServer patient = server(NONE);
        SlowSenders senders = SlowSenders.ofAHeader(server.port(), 30, SOON);
        SlowSenders others = SlowSenders.ofAHeader(patient.port(), 30, SOON)) {
      await(() -> senders.left() == 0 && server.connections() == 0);
      assertThat(others.left()).isEqualTo(30);
    }
  }

  @Test
  void whoAsksForNothingIsNotWaitedForLong() throws Exception {
    String old = "GET /health HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n";
    for (String request : new String[] {"", old, old.replace("1.0", "1.1")}) {
      try (RestServer server = server(IMPATIENT);
          RestServer patient = server(NONE);
          Idlers idlers = new Idlers(server.port(), 50, request);
          Idlers others = new Idlers(patient.port(), 50, request)) {
        await(() -> patient.connections() == 50);
        await(() -> server.connections() == 0);
        assertThat(patient.connections()).isEqualTo(50);
      }
    }
  }

  @Test
  void oneAddressHasSoManyConnectionsAndTheIdleGiveWay() throws Exception {
    Limits few = new Limits(300, 20, EVER, EVER, 0, EVER, 1, ANY, ANY, ANY, ANY, ANY);
    try (RestServer server = server(few);
        RestServer open = server(NONE);
        Idlers idlers = new Idlers(server.port(), 200, "");
        Idlers others = new Idlers(open.port(), 200, "")) {
      await(() -> open.connections() == 200);
      assertThat(get(server, MARKETS).statusCode()).isEqualTo(200);
      assertThat(server.connections()).isBetween(1, 20);
    }
  }

  @Test
  void whereAllConnectionsOfAnAddressAreBusyAFurtherOneIsClosed() throws Exception {
    Limits few = new Limits(300, 20, EVER, EVER, 0, EVER, 1, ANY, ANY, ANY, ANY, ANY);
    try (RestServer server = server(few);
        StreamFlood flood = new StreamFlood(server.port(), 30, STREAM)) {
      assertThat(flood.opened()).isEqualTo(20);
      assertThatThrownBy(() -> get(server, MARKETS)).isInstanceOf(java.io.IOException.class);
    }
  }

  @Test
  void aServerHasSoManyConnections() throws Exception {
    Limits few = new Limits(25, ANY, EVER, EVER, 0, EVER, 1, ANY, ANY, ANY, ANY, ANY);
    try (RestServer server = server(few);
        Idlers idlers = new Idlers(server.port(), 200, "")) {
      assertThat(get(server, MARKETS).statusCode()).isEqualTo(200);
      assertThat(server.connections()).isBetween(1, 25);
    }
  }

  @Test
  void whoHasAKeyHasAStreamHoweverManyOthersHave() throws Exception {
    Limits limits = new Limits(ANY, ANY, EVER, EVER, 0, EVER, 1, ANY, ANY, 100, 80, ANY);
    Limits noReserve = new Limits(ANY, ANY, EVER, EVER, 0, EVER, 1, ANY, ANY, 100, ANY, ANY);
    try (RestServer server = server(limits);
        RestServer careless = server(noReserve);
        StreamFlood flood = new StreamFlood(server.port(), 150, STREAM);
        StreamFlood control = new StreamFlood(careless.port(), 150, STREAM)) {
      assertThat(flood.opened()).isEqualTo(80);
      assertThat(ownStream(server)).isEqualTo(200);
      assertThat(control.opened()).isEqualTo(100);
      assertThat(ownStream(careless)).isEqualTo(503);
    }
  }

  @Test
  void oneAddressHasSoManyStreams() throws Exception {
    Limits limits = new Limits(ANY, ANY, EVER, EVER, 0, EVER, 1, ANY, ANY, ANY, ANY, 10);
    try (RestServer server = server(limits)) {
      try (StreamFlood flood = new StreamFlood(server.port(), 30, STREAM)) {
        assertThat(flood.opened()).isEqualTo(10);
        assertThat(get(server, STREAM).statusCode()).isEqualTo(429);
        assertThat(ownStream(server)).isEqualTo(200);
      }
      await(() -> server.streams() == 0);
      try (StreamFlood again = new StreamFlood(server.port(), 30, STREAM)) {
        assertThat(again.opened()).as("places are given back").isEqualTo(10);
      }
    }
  }

  private static int ownStream(RestServer server) throws Exception {
    HttpRequest request =
        request(server, "/v1/participants/chat/events/stream")
            .header("Authorization", "Bearer " + key)
            .build();
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    answer.body().close();
    return answer.statusCode();
  }

  private static HttpResponse<String> get(RestServer server, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            request(server, path).timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
  }

  private static void awaitHang(RestServer server, String path) {
    HttpRequest request = request(server, path).timeout(Duration.ofSeconds(3)).build();
    HttpClient client = HttpClient.newHttpClient();
    await(
        () ->
            client
                .sendAsync(request, BodyHandlers.discarding())
                .handle(AttackTest::isTimeout)
                .join());
  }

  private static boolean isTimeout(HttpResponse<Void> answer, Throwable failure) {
    return failure != null && failure.getCause() instanceof HttpTimeoutException;
  }

  private static HttpRequest.Builder request(RestServer server, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private static String all(Socket socket) throws Exception {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertThat(Thread.currentThread().isInterrupted()).as("waited in vain").isFalse();
      Thread.onSpinWait();
    }
  }
}
