package io.tokenmarket.rest;

import static io.tokenmarket.rest.GuardedMarket.DEMAND;
import static io.tokenmarket.rest.GuardedMarket.OWN;
import static io.tokenmarket.rest.GuardedMarket.PUBLIC;
import static io.tokenmarket.rest.GuardedMarket.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
  void aPageHasAThousandEntriesAtMost() throws Exception {
    try (GuardedMarket market = new GuardedMarket(directory)) {
      assertThat(market.get(OWN + "?limit=1000", market.chat).statusCode()).isEqualTo(200);
      assertProblem(market.get(OWN + "?limit=1001", market.chat), 400, "bad-parameter");
    }
  }

  private static HttpResponse<String> post(GuardedMarket market, BodyPublisher body)
      throws Exception {
    return GuardedMarket.send(
        market.request(DEMAND, market.chat).header("Idempotency-Key", "n").POST(body));
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
