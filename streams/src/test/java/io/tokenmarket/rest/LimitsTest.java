package io.tokenmarket.rest;

import static io.tokenmarket.rest.GuardedMarket.DEMAND;
import static io.tokenmarket.rest.GuardedMarket.OWN;
import static io.tokenmarket.rest.GuardedMarket.PUBLIC;
import static io.tokenmarket.rest.GuardedMarket.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.rest.security.Proxies;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How much of a node one client can have. */
@Timeout(60)
class LimitsTest {
  private static final String BODY =
      "{\"tier\": \"MEDIUM\", \"tokens\": 1000000, \"limitPrice\": \"3.00\"}";

  @TempDir Path directory;

  @Test
  void aBodyOf64KiBIsReadAndALongerOneIsNot() throws Exception {
    try (GuardedMarket market = new GuardedMarket(directory)) {
      assertProblem(post(market, told(65_536)), 503, "no-gateway");
      assertProblem(post(market, told(65_537)), 413, "body-too-large");
    }
  }

  @Test
  void soIsOneThatDoesNotTellItsLength() throws Exception {
    try (GuardedMarket market = new GuardedMarket(directory)) {
      assertProblem(post(market, untold(65_536)), 503, "no-gateway");
      assertProblem(post(market, untold(65_537)), 413, "body-too-large");
      assertProblem(post(market, untold(10_000_000)), 413, "body-too-large");
    }
  }

  @ParameterizedTest
  @MethodSource("hostileBodies")
  void aBodyThatIsMadeToTakeMemoryIsRefused(String body) throws Exception {
    try (GuardedMarket market = new GuardedMarket(directory)) {
      assertProblem(post(market, BodyPublishers.ofString(body)), 400, "bad-body");
    }
  }

  static List<String> hostileBodies() {
    String rest = ", \"tier\": \"MEDIUM\", \"limitPrice\": \"3.00\"}";
    return List.of(
        "[".repeat(60_000),
        "{\"tokens\": " + "[".repeat(30_000) + "]".repeat(30_000) + rest,
        "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
        "{\"tokens\": 1e400000000" + rest,
        "{\"tokens\": " + "9".repeat(60_000) + rest,
        "{\"tokens\": 1, \"tier\": \"MEDIUM\", \"limitPrice\": 1e-400000000}",
        "{\"tokens\": 1, \"tier\": \"MEDIUM\", \"limitPrice\": \"" + "1".repeat(60_000) + "\"}");
  }

  @Test
  void whoIsNotPermittedIsToldSoWhateverHeSends() throws Exception {
    try (GuardedMarket market = new GuardedMarket(directory)) {
      assertProblem(
          GuardedMarket.send(market.request(DEMAND, market.oslo).POST(told(65_537))),
          403,
          "not-permitted");
    }
  }

  @Test
  void whoAsksTooOftenIsToldToWaitAndOthersAreNot() throws Exception {
    try (GuardedMarket market = new GuardedMarket(directory, security -> security.withRate(1))) {
      HttpResponse<String> answer = market.get(OWN, market.chat);
      assertThat(answer.statusCode()).isEqualTo(200);
      while (answer.statusCode() == 200) {
        answer = market.get(OWN, market.chat);
      }
      assertProblem(answer, 429, "too-many-requests");
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(market.get("/v1/participants/oslo/orders", market.oslo).statusCode())
          .isEqualTo(200);
      assertThat(market.get(PUBLIC, null).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoTriesKeysIsStopped() throws Exception {
    try (GuardedMarket market = new GuardedMarket(directory, security -> security.withRate(1))) {
      HttpResponse<String> answer = market.get(OWN, "guess");
      assertProblem(answer, 401, "key-invalid");
      while (answer.statusCode() == 401) {
        answer = market.get(OWN, "guess");
      }
      assertProblem(answer, 429, "too-many-requests");
      assertProblem(market.get("/v1/nowhere", null), 429, "too-many-requests");
    }
  }

  @Test
  void behindAProxyThatIsTrustedEachIsCountedAlone() throws Exception {
    Proxies these = new Proxies(List.of("127.0.0.0/8", "::1"));
    try (GuardedMarket market =
        new GuardedMarket(directory, security -> security.withRate(1).withProxies(these))) {
      assertThat(untilRefused(market, "198.51.100.7")).isEqualTo(429);
      assertThat(forwarded(market, "198.51.100.8").statusCode()).isEqualTo(200);
      assertThat(forwarded(market, "203.0.113.1, 198.51.100.7").statusCode())
          .as("what the caller itself wrote before the proxy's entry")
          .isEqualTo(429);
    }
  }

  @Test
  void whoIsNoTrustedProxyIsNotBelieved() throws Exception {
    try (GuardedMarket market = new GuardedMarket(directory, security -> security.withRate(1))) {
      assertThat(untilRefused(market, "198.51.100.7")).isEqualTo(429);
      assertThat(forwarded(market, "198.51.100.8").statusCode()).isEqualTo(429);
    }
  }

  private static int untilRefused(GuardedMarket market, String caller) throws Exception {
    int status = forwarded(market, caller).statusCode();
    while (status == 200) {
      status = forwarded(market, caller).statusCode();
    }
    return status;
  }

  private static HttpResponse<String> forwarded(GuardedMarket market, String caller)
      throws Exception {
    return GuardedMarket.send(market.request(PUBLIC).header("X-Forwarded-For", caller));
  }

  @Test
  void theFirstLineAndAllHeadersTogetherHave8KiB() throws Exception {
    try (GuardedMarket market = new GuardedMarket(directory)) {
      Wire wire = new Wire(market.server);
      String[] few = headers(300);
      assertThat(wire.ask("GET " + PUBLIC + " HTTP/1.1", few).status()).isEqualTo(200);
      for (String[] many : List.of(headers(2_000), new String[] {"X: " + "x".repeat(8_192)})) {
        Wire.Answer answer = wire.ask("GET " + PUBLIC + " HTTP/1.1", many);
        assertThat(answer.status()).isEqualTo(431);
        assertThat(answer.body()).contains("have at most 8 KiB");
      }
      assertThat(wire.ask("GET " + PUBLIC + "?" + "x".repeat(9_000) + " HTTP/1.1").status())
          .isEqualTo(414);
    }
  }

  private static String[] headers(int count) {
    return IntStream.range(0, count).mapToObj(n -> "X" + n + ": y").toArray(String[]::new);
  }

  @Test
  void aPageHasAThousandEntriesAtMost() throws Exception {
    try (GuardedMarket market = new GuardedMarket(directory)) {
      assertThat(market.get(OWN + "?limit=1000", market.chat).statusCode()).isEqualTo(200);
      assertProblem(market.get(OWN + "?limit=1001", market.chat), 400, "bad-parameter");
    }
  }

  private static HttpResponse<String> post(GuardedMarket market, BodyPublisher body)
      throws Exception {
    return GuardedMarket.send(
        market
            .request(DEMAND, market.chat)
            .header("Idempotency-Key", "n")
            .header("Content-Type", "application/json")
            .POST(body));
  }

  private static BodyPublisher told(int bytes) {
    return BodyPublishers.ofString(body(bytes));
  }

  private static BodyPublisher untold(int bytes) {
    byte[] body = body(bytes).getBytes(StandardCharsets.US_ASCII);
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  private static String body(int bytes) {
    return BODY + " ".repeat(bytes - BODY.length());
  }
}
