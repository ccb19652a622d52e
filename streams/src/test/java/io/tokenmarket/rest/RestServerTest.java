package io.tokenmarket.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.topology.views.SampleMarket;
import io.tokenmarket.topology.views.ViewsDriver;
import io.tokenmarket.topology.views.ViewsUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * REST as its user meets it. Market north is cleared from interval 0 to 4 but for 2, market south
 * in interval 1 only, market empty never; of interval 4 of north the last trade is missing.
 */
class RestServerTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OSLO = "/v1/factories/oslo";
  private static final String ODD = "/v1/hardware/vera%20rubin%2Flpx%20100%25";

  @TempDir static Path directory;
  private static ViewsDriver views;
  private static RestServer server;

  @BeforeAll
  static void start() {
    views = ViewsDriver.inMemory(directory);
    List.of("north", "south", "empty")
        .forEach(market -> views.define(SampleMarket.definition(market)));
    List.of(0, 1, 3).forEach(interval -> views.clear("north", interval));
    views.clear("south", 1);
    views.clear(SampleMarket.clearing("north", 4));
    SampleMarket.trades("north", 4).subList(0, 2).forEach(views::trade);
    server = RestServer.start(views, "localhost", 0);
  }

  @AfterAll
  static void stop() {
    server.close();
    views.close();
  }

  @Test
  void marketsAreListedWithHowFarTheyAreRead() throws Exception {
    JsonNode markets = json("/v1/markets").get("markets");

    assertThat(texts(markets, "market")).containsExactly("empty", "north", "south");
    assertThat(markets.get(1).get("lastInterval").longValue()).isEqualTo(4);
    assertThat(markets.get(1).get("logPosition").longValue()).isEqualTo(104);
    assertThat(markets.get(0).get("logPosition").isNull()).isTrue();
  }

  @Test
  void aMarketShowsItsRules() throws Exception {
    JsonNode market = json("/v1/markets/north");

    assertThat(market.get("origin").textValue()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(market.get("intervalMillis").longValue()).isEqualTo(60_000);
    assertThat(market.get("priceStep").textValue()).isEqualTo("0.010000");
    assertThat(texts(market.get("tiers"), "tier")).containsExactly("FREE", "MEDIUM", "ULTRA");
    assertThat(market.get("tiers").get(0).get("cap").textValue()).isEqualTo("150.000000");
  }

  @Test
  void theLatestPricesAreThoseOfTheLastClearing() throws Exception {
    JsonNode prices = json("/v1/markets/north/prices");

    assertThat(prices.get("interval").longValue()).isEqualTo(4);
    assertThat(prices.get("at").textValue()).isEqualTo("2026-01-01T00:04:00Z");
    assertThat(prices.get("logPosition").longValue()).isEqualTo(104);
    assertThat(prices.get("tiers").get(1).get("price").textValue()).isEqualTo("3.000000");
    assertThat(prices.get("tiers").get(1).get("tokens").longValue()).isEqualTo(5_000_000);
  }

  @Test
  void aTierThatSoldNothingHasNoPrice() throws Exception {
    JsonNode free = json("/v1/markets/north/prices").get("tiers").get(0);

    assertThat(free.get("price").isNull()).isTrue();
    assertThat(free.get("highest").textValue()).isEqualTo("0.010000");
  }

  @Test
  void pricesOfAnIntervalAreFound() throws Exception {
    assertThat(json("/v1/markets/north/prices/3").get("interval").longValue()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "4"})
  void aClearingComesWithItsCertificate(String which) throws Exception {
    JsonNode clearing = json("/v1/markets/north/clearings/" + which);

    assertThat(clearing.get("revenue").textValue()).isEqualTo("37.500000000");
    assertThat(clearing.get("mwOffered").textValue()).isEqualTo("40.000000");
    assertThat(clearing.get("previousInterval").longValue()).isEqualTo(3);
    assertThat(clearing.get("certificate").get("gap").textValue()).isEqualTo("0.000000001");
    assertThat(clearing.get("certificate").get("hash").textValue()).hasSize(64).endsWith("04");
    JsonNode oslo = clearing.get("offers").get(0);
    assertThat(oslo.get("rent").textValue()).isEqualTo("2.000000000");
    assertThat(oslo.get("shadowPrice").textValue()).isEqualTo("0.100000000");
    assertThat(oslo.get("runs").get(1).get("revenue").textValue()).isEqualTo("22.500000000");
    assertThat(clearing.get("tiers").get(2).get("tokensBid").longValue()).isEqualTo(1_000_000);
  }

  @Test
  void zeroDollarsAreWrittenOut() throws Exception {
    JsonNode idle = json("/v1/markets/north/clearings/4").get("offers").get(2);

    assertThat(idle.get("rent").textValue()).isEqualTo("0.000000000");
  }

  @Test
  void theFirstClearingHasNoPredecessor() throws Exception {
    assertThat(json("/v1/markets/north/clearings/0").get("previousInterval").isNull()).isTrue();
  }

  @Test
  void tradesComeInPagesThatFitTogether() throws Exception {
    String path = "/v1/markets/north/intervals/1/trades?limit=2";
    JsonNode first = json(path);
    JsonNode last = json(path + "&cursor=" + first.get("next").textValue());

    assertThat(first.get("count").intValue()).isEqualTo(3);
    assertThat(numbers(first.get("trades"))).containsExactly(0, 1);
    assertThat(numbers(last.get("trades"))).containsExactly(2);
    assertThat(last.get("next").isNull()).isTrue();
    JsonNode trade = last.get("trades").get(0);
    assertThat(trade.get("paid").textValue()).isEqualTo("9.000000000");
    assertThat(trade.get("fee").textValue()).isEqualTo("0.009000000");
    assertThat(trade.get("tokens").longValue()).isEqualTo(200_000);
  }

  @Test
  void tradesThatAreStillComingInAreNotGivenAsAll() throws Exception {
    HttpResponse<String> response = get("/v1/markets/north/intervals/4/trades");

    assertProblem(response, 503, "not-ready", "still being read");
    assertThat(response.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void revenueOfAFactoryAddsUpOverAllMarkets() throws Exception {
    JsonNode revenue = json(OSLO + "/revenue");

    // Intervals 0, 1, 3, 4 of north and 1 of south sell 1 + 2 + 4 + 5 + 2 times $6.3.
    assertThat(revenue.get("total").get("revenue").textValue()).isEqualTo("88.200000000");
    assertThat(revenue.get("total").get("fees").textValue()).isEqualTo("0.088200000");
    assertThat(revenue.get("total").get("earned").textValue()).isEqualTo("88.111800000");
    assertThat(revenue.get("total").get("tokens").longValue()).isEqualTo(14 * 700_000);
    assertThat(texts(revenue.get("intervals"), "market"))
        .containsExactly("north", "north", "north", "north", "south");
    assertThat(revenue.get("logPosition").get("north").longValue()).isEqualTo(104);
    assertThat(revenue.get("logPosition").get("south").longValue()).isEqualTo(101);
    assertThat(revenue.get("logPosition").has("empty")).isFalse();
  }

  @Test
  void revenueOfOneMarketIsThatMarketsAlone() throws Exception {
    JsonNode revenue = json(OSLO + "/revenue?market=south");

    assertThat(revenue.get("total").get("revenue").textValue()).isEqualTo("12.600000000");
    assertThat(revenue.get("logPosition").size()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "market=north&from=1&to=4, 37.800000000",
    "market=north&from=4, 31.500000000",
    "market=north&to=1, 6.300000000",
    "market=north&from=9, 0.000000000",
    "from=2026-01-01T00:03:00Z, 56.700000000",
    "from=2026-01-01T00:02:59.999Z, 56.700000000",
    "from=2026-01-01T00:03:00.001Z, 31.500000000",
    "to=2026-01-01T00:01:00Z, 6.300000000",
    "to=2026-01-01T00:01:00.001Z, 31.500000000",
    "from=1900-01-01T00:00:00Z&to=2100-01-01T00:00:00Z, 88.200000000"
  })
  void aRangeHasItsStartAndNotItsEnd(String range, String revenue) throws Exception {
    assertThat(json(OSLO + "/revenue?" + range).get("total").get("revenue").textValue())
        .isEqualTo(revenue);
  }

  @Test
  void pagesOfRevenueFitTogetherAndEachHasTheWholeTotal() throws Exception {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = json(OSLO + "/revenue?limit=2" + cursor);
      page.get("intervals").forEach(i -> seen.add(i.get("market").textValue() + i.get("interval")));
      assertThat(page.get("total").get("revenue").textValue()).isEqualTo("88.200000000");
      cursor = page.get("next").isNull() ? null : "&cursor=" + page.get("next").textValue();
    }
    assertThat(seen).containsExactly("north0", "north1", "north3", "north4", "south1");
  }

  @Test
  void utilisationIsSoldOfOffered() throws Exception {
    JsonNode utilisation = json(OSLO + "/utilisation?market=north&to=2");

    // 25 MW on offer for two minutes, 1.1 MW and 2.2 MW of it sold for one minute each.
    assertThat(utilisation.get("total").get("mwhOffered").textValue()).isEqualTo("0.833333");
    assertThat(utilisation.get("total").get("mwhSold").textValue()).isEqualTo("0.055000");
    assertThat(utilisation.get("total").get("utilisation").textValue()).isEqualTo("0.066000");
    JsonNode first = utilisation.get("intervals").get(0);
    assertThat(first.get("mwOffered").textValue()).isEqualTo("25.000000");
    assertThat(first.get("mwSold").textValue()).isEqualTo("1.100000");
    assertThat(first.get("utilisation").textValue()).isEqualTo("0.044000");
  }

  @Test
  void whereNothingWasOnOfferThereIsNoUtilisation() throws Exception {
    JsonNode total = json(OSLO + "/utilisation?market=north&from=9").get("total");

    assertThat(total.get("utilisation").isNull()).isTrue();
    assertThat(total.get("mwhOffered").textValue()).isEqualTo("0.000000");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/factories/turin, factory, turin, 16.800000000",
    "/v1/hardware/blackwell, hardware, blackwell, 88.200000000",
    ODD + ", hardware, vera rubin/lpx 100%, 16.800000000",
    "/v1/hardware/hopper, hardware, hopper, 0.000000000",
    "/v1/markets/north, market, north, 90.000000000",
    "/v1/markets/empty, market, empty, 0.000000000",
    "/v1/markets/north/tiers/ULTRA, tier, ULTRA, 54.000000000"
  })
  void whateverSellsHasRevenueAndUtilisation(String path, String by, String name, String revenue)
      throws Exception {
    JsonNode sold = json(path + "/revenue");
    assertThat(sold.get("by").textValue()).isEqualTo(by);
    assertThat(sold.get("name").textValue()).isEqualTo(name);
    assertThat(sold.get("total").get("revenue").textValue()).isEqualTo(revenue);
    assertThat(json(path + "/utilisation").get("name").textValue()).isEqualTo(name);
  }

  @Test
  void aClientThatHasAFinalAnswerIsToldSo() throws Exception {
    for (String path : List.of("prices/3", "clearings/3", "intervals/3/trades")) {
      HttpResponse<String> first = get("/v1/markets/north/" + path);
      String tag = first.headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> again = get("/v1/markets/north/" + path, "\"other\", " + tag);

      assertThat(first.headers().allValues("Cache-Control")).containsExactly("no-cache");
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.headers().firstValue("ETag")).contains(tag);
    }
  }

  @Test
  void anAnswerThatTravelsCompressedIsTheSameAnswer() throws Exception {
    String path = "/v1/markets/north/clearings/3";
    HttpResponse<String> compressed = send(request(path).header("Accept-Encoding", "gzip"));

    assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(compressed.headers().allValues("Vary")).containsExactly("Accept-Encoding");
    assertThat(compressed.headers().firstValue("ETag"))
        .isEqualTo(get(path).headers().firstValue("ETag"));
  }

  @Test
  void aClientWithAnOldAnswerGetsTheNewOne() throws Exception {
    String old = get("/v1/markets/north/prices/3").headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> response = get("/v1/markets/north/prices", old);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache");
  }

  @Test
  void healthIsUpWhileTheViewsAnswer() throws Exception {
    assertThat(json("/health").get("status").textValue()).isEqualTo("UP");
  }

  @Test
  void aHeadRequestIsAnsweredWithoutBody() throws Exception {
    HttpResponse<String> response =
        send(request("/v1/markets/north/prices/3").method("HEAD", BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/markets/nowhere, unknown-market, nowhere",
    "/v1/markets/nowhere/prices, unknown-market, nowhere",
    "/v1/markets/nowhere/prices/1, unknown-market, nowhere",
    "/v1/markets/nowhere/clearings/latest, unknown-market, nowhere",
    "/v1/markets/nowhere/intervals/1/trades, unknown-market, nowhere",
    "/v1/markets/nowhere/revenue, unknown-market, nowhere",
    "/v1/factories/oslo/revenue?market=nowhere, unknown-market, nowhere",
    "/v1/markets/empty/prices, unknown-interval, has not cleared",
    "/v1/markets/empty/clearings/3, unknown-interval, has not cleared",
    "/v1/markets/north/clearings/2, unknown-interval, held no auction",
    "/v1/markets/north/prices/5, unknown-interval, not cleared yet",
    "/v1/markets/north/intervals/5/trades, unknown-interval, not cleared yet",
    "/v1/factories/nobody/revenue, unknown-subject, nobody",
    "/v1/factories/oslo/revenue?market=empty, unknown-subject, empty",
    "/v1/hardware/abacus/utilisation, unknown-subject, abacus",
    "/v1/markets/north/tiers/GOLD/revenue, unknown-subject, GOLD",
    "/v2/markets, unknown-resource, /v2/markets",
    "/nothing, unknown-resource, /v1/markets"
  })
  void whatIsNotThereIsNamed(String path, String type, String named) throws Exception {
    assertProblem(get(path), 404, type, named);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/markets/north/prices/next, 0 or greater",
    "/v1/markets/north/clearings/-1, 0 or greater",
    "/v1/markets/north/clearings/99999999999999999999, 0 or greater",
    "/v1/markets/north/intervals/1/trades?limit=0, from 1 to 1000",
    "/v1/markets/north/intervals/1/trades?limit=ten, from 1 to 1000",
    "/v1/markets/north/intervals/1/trades?cursor=%21, of the page before",
    "/v1/markets/north/intervals/1/trades?cursor=OQ, of the page before",
    "/v1/factories/oslo/revenue?cursor=OQ, of the page before",
    "/v1/factories/oslo/revenue?form=3, 'market, from, to, limit, cursor, position.'",
    "/v1/markets/north?limit=3, known: position.",
    "/v1/markets/north/clearings?limit=3&limit=4, more than once",
    "/v1/factories/oslo/revenue?from=5, where no market is named",
    "/v1/factories/oslo/revenue?from=yesterday, or a time like",
    "/v1/factories/oslo/revenue?market=north&to=-5, or a time like",
    "/v1/factories/oslo/revenue?to=%2B999999999-01-01T00:00:00Z, or a time like"
  })
  void whatCannotBeReadIsToldWhatWasExpected(String path, String expected) throws Exception {
    assertProblem(get(path), 400, "bad-parameter", expected);
  }

  @Test
  void readingIsAllThatCanBeDone() throws Exception {
    HttpResponse<String> response =
        send(request("/v1/markets").POST(BodyPublishers.ofString("{}")));

    assertProblem(response, 405, "method-not-allowed", "POST");
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
  }

  @Test
  void whileTheViewsAreDownNothingIsAnsweredButHealth() throws Exception {
    ViewsUnavailableException starting = new ViewsUnavailableException("The views are starting.");
    try (RestServer down = RestServer.start(new BrokenViews(starting), "localhost", 0)) {
      HttpResponse<String> health = send(request(down, "/health"));
      HttpResponse<String> prices = send(request(down, "/v1/markets/north/prices"));

      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(health.body()).contains("DOWN", "The views are starting.");
      assertProblem(prices, 503, "not-ready", "The views are starting.");
    }
  }

  /** An EventSource gives up for good at a 503, and comes again where a stream ends. */
  @Test
  void whileTheViewsAreDownAnEventSourceIsToldToComeAgain() throws Exception {
    ViewsUnavailableException starting = new ViewsUnavailableException("The views are starting.");
    String stream = "/v1/markets/north/prices/stream";
    try (RestServer down = RestServer.start(new BrokenViews(starting), "localhost", 0)) {
      HttpResponse<String> told = send(request(down, stream).header("Accept", "text/event-stream"));

      assertThat(told.statusCode()).isEqualTo(200);
      assertThat(told.body())
          .startsWith("retry: 1000\nevent: problem\ndata: {")
          .contains("starting");
      assertProblem(send(request(down, stream)), 503, "not-ready", "starting");
      assertProblem(
          send(request(down, stream).header("Accept", "text/html, */*")), 503, "not-ready", "");
    }
  }

  @Test
  void whatBreaksWithinIsNotShownOutside() throws Exception {
    RuntimeException broken = new IllegalStateException("secret");
    try (RestServer down = RestServer.start(new BrokenViews(broken), "localhost", 0)) {
      HttpResponse<String> response = send(request(down, "/v1/markets"));

      assertProblem(response, 500, "internal-error", "log");
      assertThat(response.body()).doesNotContain("secret", "java");
    }
  }

  @Test
  void aTakenPortIsSaidInOneSentence() {
    assertThatThrownBy(() -> RestServer.start(views, "localhost", server.port()))
        .isInstanceOf(CannotListenException.class)
        .hasMessage(
            "Port " + server.port() + " on localhost is taken; choose another with --port.");
  }

  @Test
  void anAddressOfAnotherMachineIsRefused() {
    Security keyed = Security.keys(directory.resolve("keys.json"));
    assertThatThrownBy(() -> RestServer.of(views).security(keyed).start("192.0.2.1", 0))
        .isInstanceOf(CannotListenException.class)
        .hasMessageContaining(" on 192.0.2.1 ");
  }

  private static void assertProblem(
      HttpResponse<String> response, int status, String type, String detail) throws IOException {
    JsonNode problem = JSON.readTree(response.body());
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(problem.get("type").textValue()).isEqualTo("urn:token-market:problem:" + type);
    assertThat(problem.get("status").intValue()).isEqualTo(status);
    assertThat(problem.get("title").textValue()).isNotBlank();
    assertThat(problem.get("detail").textValue()).contains(detail);
    assertThat(problem.get("instance").textValue()).isEqualTo(response.uri().getPath());
  }

  private static List<String> texts(JsonNode array, String field) {
    List<String> texts = new ArrayList<>();
    array.forEach(entry -> texts.add(entry.get(field).textValue()));
    return texts;
  }

  private static List<Integer> numbers(JsonNode trades) {
    List<Integer> numbers = new ArrayList<>();
    trades.forEach(trade -> numbers.add(trade.get("number").intValue()));
    return numbers;
  }

  private static JsonNode json(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    return JSON.readTree(response.body());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private static HttpResponse<String> get(String path, String known) throws Exception {
    return send(request(path).header("If-None-Match", known));
  }

  private static HttpRequest.Builder request(String path) {
    return request(server, path);
  }

  private static HttpRequest.Builder request(RestServer of, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + of.port() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
