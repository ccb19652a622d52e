package io.tokenmarket.rest;

import static io.tokenmarket.rest.GuardedMarket.DEMAND;
import static io.tokenmarket.rest.GuardedMarket.OWN;
import static io.tokenmarket.rest.GuardedMarket.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What browsers and caches are told. */
@Timeout(60)
class AnswerHeadersTest {
  private static final String DESK = "https://desk.example";

  @TempDir Path directory;

  @Test
  void everyAnswerSaysWhatABrowserMayDoWithIt() throws Exception {
    try (GuardedMarket market = new GuardedMarket(directory)) {
      List<HttpResponse<String>> answers =
          List.of(
              market.get(PUBLIC, null),
              market.get(OWN, market.chat),
              market.get(OWN, null),
              market.get(OWN, market.oslo),
              market.get(OWN, "guess"),
              market.get("/nowhere", null),
              market.get("/v1/markets/nowhere", null),
              market.get("/health", null),
              GuardedMarket.send(market.request("/health").DELETE()));
      for (HttpResponse<String> answer : answers) {
        assertThat(header(answer, "Content-Security-Policy"))
            .startsWith("default-src 'self';")
            .contains("frame-ancestors 'none'");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "Strict-Transport-Security")).isEqualTo("absent");
        assertThat(header(answer, "Server")).isEqualTo("absent");
      }
    }
  }

  @Test
  void noSharedCacheKeepsWhatIsAParticipants() throws Exception {
    try (GuardedMarket market = new GuardedMarket(directory)) {
      for (String path :
          List.of(
              OWN,
              "/v1/participants/chat/events",
              "/v1/participants/chat/markets/north/awards",
              "/v1/participants/chat/markets/north/postings",
              "/v1/participants/chat/markets/north/orders/chat-1/why/0")) {
        HttpResponse<String> answer = market.get(path, market.chat);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(header(answer, "Cache-Control")).as(path).startsWith("private, ");
      }
      HttpResponse<String> everybodys = market.get("/v1/markets/north/prices/0", market.chat);
      assertThat(header(everybodys, "Cache-Control")).isEqualTo("no-cache");
      assertThat(header(market.get(OWN, null), "Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void pagesFromElsewhereMayReadNothing() throws Exception {
    try (GuardedMarket market = new GuardedMarket(directory)) {
      assertThat(header(fromDesk(market, PUBLIC), "Access-Control-Allow-Origin"))
          .isEqualTo("absent");
      HttpResponse<String> asked = preflight(market);
      assertThat(asked.statusCode()).isEqualTo(204);
      assertThat(header(asked, "Access-Control-Allow-Origin")).isEqualTo("absent");
    }
  }

  @Test
  void pagesOfTheOneOriginNamedMay() throws Exception {
    try (GuardedMarket market = new GuardedMarket(directory, s -> s.withCors(DESK))) {
      assertThat(header(fromDesk(market, PUBLIC), "Access-Control-Allow-Origin")).isEqualTo(DESK);
      assertThat(header(fromDesk(market, OWN), "Access-Control-Allow-Origin")).isEqualTo(DESK);
      HttpResponse<String> asked = preflight(market);
      assertThat(asked.statusCode()).isEqualTo(204);
      assertThat(header(asked, "Access-Control-Allow-Origin")).isEqualTo(DESK);
      assertThat(header(asked, "Access-Control-Allow-Methods")).contains("POST");
      assertThat(header(asked, "Access-Control-Allow-Headers"))
          .contains("Authorization", "Idempotency-Key");
      assertThat(header(asked, "Access-Control-Allow-Credentials")).isEqualTo("absent");
    }
  }

  private static HttpResponse<String> fromDesk(GuardedMarket market, String path) throws Exception {
    return GuardedMarket.send(market.request(path).header("Origin", DESK));
  }

  private static HttpResponse<String> preflight(GuardedMarket market) throws Exception {
    return GuardedMarket.send(
        market
            .request(DEMAND)
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", DESK)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization,idempotency-key"));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("absent");
  }
}
