package io.tokenmarket.rest;

import static io.tokenmarket.topology.views.LiveMarket.DOLLAR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.schemas.IndicativeClearing;
import io.tokenmarket.schemas.IndicativeTier;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.TradeSettled;
import io.tokenmarket.topology.views.LiveMarket;
import io.tokenmarket.topology.views.SampleMarket;
import io.tokenmarket.topology.views.ViewsDriver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The examples of the API's description are real answers. {@code -Dexamples.write=FOLDER} writes
 * them anew.
 */
class ExamplesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path directory;
  private static ViewsDriver views;
  private static RestServer server;
  private static Http http;

  @BeforeAll
  static void start() throws Exception {
    views = ViewsDriver.inMemory(directory);
    LiveMarket north = new LiveMarket(views, "north");
    north.send(north.offer("oslo-1", "oslo", DOLLAR, 60));
    north.send(north.demand("chat-1", "chat", 100_000, 3 * DOLLAR, 60));
    north.send(north.demand("search-1", "search", 30_000, 2 * DOLLAR, 1));
    north.close(0);
    north.close(1);
    views.indicate(
        new IndicativeClearing(
            "north",
            2L,
            0,
            SampleMarket.ORIGIN.plusSeconds(110),
            List.of(new IndicativeTier("MEDIUM", true, DOLLAR, DOLLAR, DOLLAR, 100_000L, 100_000L)),
            north.position()));
    settle(0, "chat", 100_000, 99_000_000, 1_000_000_000L, north.position());
    settle(1, "search", 20_000, 20_000_000, 0, north.position());
    post(0, "chat", "oslo", "PURCHASE", 0, 198_000_000_000L, north.position());
    post(1, "oslo", "exchange/fees", "FEE", 0, 198_000_000L, north.position());
    post(2, "oslo", "chat", "PENALTY", 0, 1_000_000_000L, north.position());
    post(3, "search", "oslo", "PURCHASE", 1, 40_000_000_000L, north.position());
    post(4, "oslo", "exchange/fees", "FEE", 1, 40_000_000L, north.position());
    server = RestServer.start(views, "localhost", 0);
    http = new Http(server);
  }

  private static void settle(
      int trade, String consumer, long lots, long tokens, long penalty, long position) {
    views.settle(
        new TradeSettled(
            "north",
            0L,
            trade,
            "oslo",
            consumer,
            "MEDIUM",
            "blackwell",
            lots,
            tokens,
            tokens,
            2 * DOLLAR,
            2_000 * tokens,
            2 * tokens,
            penalty,
            position));
  }

  private static void post(
      int number,
      String from,
      String to,
      String cause,
      int trade,
      long nanoDollars,
      long position) {
    views.settle(new Posting("north", 0L, number, from, to, cause, trade, -nanoDollars, position));
    views.settle(new Posting("north", 0L, number, to, from, cause, trade, nanoDollars, position));
  }

  @AfterAll
  static void stop() {
    server.close();
    views.close();
  }

  @ParameterizedTest
  @CsvSource({
    "getHealth, /health",
    "getReadiness, /health/ready",
    "getLiveness, /health/live",
    "getNode, /v1/node",
    "listMarkets, /v1/markets",
    "getMarket, /v1/markets/north",
    "listTiers, /v1/markets/north/tiers",
    "getTier, /v1/markets/north/tiers/MEDIUM",
    "getLatestPrices, /v1/markets/north/prices",
    "getPrices, /v1/markets/north/prices/0",
    "listPrices, /v1/markets/north/price-history?limit=1",
    "listWindows, /v1/markets/north/tiers/MEDIUM/windows",
    "listClearings, /v1/markets/north/clearings?limit=1",
    "getLatestClearing, /v1/markets/north/clearings/latest",
    "getClearing, /v1/markets/north/clearings/0",
    "listTrades, /v1/markets/north/intervals/0/trades?limit=1",
    "getOpenDepth, /v1/markets/north/depth",
    "getDepth, /v1/markets/north/depth/0",
    "getLatestShadowPrices, /v1/markets/north/shadow-prices",
    "getShadowPrices, /v1/markets/north/shadow-prices/0",
    "getIndicative, /v1/markets/north/indicative",
    "getFactoryRevenue, /v1/factories/oslo/revenue?market=north",
    "getFactoryUtilisation, /v1/factories/oslo/utilisation?market=north",
    "getHardwareRevenue, /v1/hardware/blackwell/revenue",
    "getHardwareUtilisation, /v1/hardware/blackwell/utilisation",
    "getMarketRevenue, /v1/markets/north/revenue",
    "getMarketUtilisation, /v1/markets/north/utilisation",
    "getTierRevenue, /v1/markets/north/tiers/MEDIUM/revenue",
    "getTierUtilisation, /v1/markets/north/tiers/MEDIUM/utilisation",
    "listOrders, /v1/participants/chat/orders",
    "getDemand, /v1/participants/chat/markets/north/demand/chat-1",
    "getOffer, /v1/participants/oslo/markets/north/offers/oslo-1",
    "listAwards, /v1/participants/chat/markets/north/awards?limit=1",
    "listEvents, /v1/participants/search/events",
    "listSettledTrades, /v1/markets/north/intervals/0/settled-trades",
    "getInvoice, /v1/participants/chat/markets/north/invoice",
    "getStatement, /v1/participants/oslo/markets/north/statement",
    "listPostings, /v1/participants/oslo/markets/north/postings",
    "explain, /v1/participants/search/markets/north/orders/search-1/why/0"
  })
  void anExampleIsWhatIsAnswered(String id, String path) throws Exception {
    JsonNode answer = http.json(path);
    if (System.getProperty("examples.write") != null) {
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer);
      Files.writeString(Path.of(System.getProperty("examples.write"), id + ".json"), text + "\n");
    }
    assertThat(answer).isEqualTo(example(id));
  }

  @ParameterizedTest
  @CsvSource({
    "getInvoice, /v1/participants/chat/markets/north/invoice",
    "getStatement, /v1/participants/oslo/markets/north/statement"
  })
  void anExampleOfATableIsWhatIsAnswered(String id, String path) throws Exception {
    String answer = http.get(path + "?format=csv").body();
    if (System.getProperty("examples.write") != null) {
      Files.writeString(Path.of(System.getProperty("examples.write"), id + ".csv"), answer);
    }
    try (InputStream file = RestServer.class.getResourceAsStream("examples/" + id + ".csv")) {
      assertThat(answer).isEqualTo(new String(file.readAllBytes(), UTF_8));
    }
  }

  private static JsonNode example(String id) throws IOException {
    try (InputStream file = RestServer.class.getResourceAsStream("examples/" + id + ".json")) {
      return JSON.readTree(file);
    }
  }
}
