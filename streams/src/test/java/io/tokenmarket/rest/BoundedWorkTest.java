package io.tokenmarket.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.topology.views.LiveMarket;
import io.tokenmarket.topology.views.SampleMarket;
import io.tokenmarket.topology.views.ViewsDriver;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A market with a long history, asked for all of it: no request works through more than it may. */
class BoundedWorkTest {
  private static final int AUCTIONS = PerformancePage.MOST_AUCTIONS + 2;
  private static final int AT_ONCE = 16;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path directory;
  private static ViewsDriver views;
  private static RestServer server;
  private static Http http;

  @BeforeAll
  static void start() throws Exception {
    views = ViewsDriver.onDisk(directory);
    views.define(SampleMarket.definition("north"));
    for (int n = 0; n < AUCTIONS; n++) {
      views.clear(SampleMarket.clearing("north", n));
    }
    server = RestServer.start(views, "localhost", 0);
    http = new Http(server);
  }

  @AfterAll
  static void stop() {
    server.close();
    views.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/markets/north/revenue",
        "/v1/markets/north/utilisation",
        "/v1/markets/north/tiers/MEDIUM/revenue",
        "/v1/markets/north/tiers/MEDIUM/utilisation",
        "/v1/factories/oslo/revenue",
        "/v1/factories/oslo/utilisation",
        "/v1/hardware/blackwell/revenue",
        "/v1/hardware/blackwell/utilisation"
      })
  void aSumOverMoreAuctionsThanOneRequestAddsUpIsRefused(String path) throws Exception {
    HttpResponse<String> all = http.get(path);
    assertThat(all.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(all.body()).get("detail").textValue())
        .contains("10000", "before interval 10000 of \"north\"", "from and to");

    String half = path + "?market=north&from=2";
    JsonNode most = http.json(path.startsWith("/v1/markets") ? path + "?from=2" : half);
    assertThat(most.get("intervals").get(0).get("interval").intValue()).isEqualTo(2);
  }

  @Test
  void manyOfTheLargestSumsAtOnceAreAnsweredSoon() throws Exception {
    String largest = "/v1/factories/oslo/utilisation?market=north&from=2";
    http.json(largest);
    ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
    long began = System.nanoTime();
    List<Future<JsonNode>> answers = new ArrayList<>();
    for (int n = 0; n < AT_ONCE; n++) {
      answers.add(clients.submit(() -> http.json(largest)));
    }
    for (Future<JsonNode> answer : answers) {
      answer.get();
    }
    clients.shutdown();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.println(
        AT_ONCE + " sums of 10,000 auctions at once took " + took.toMillis() + " ms");
    assertThat(took).as("on a machine that may be busy").isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void aPageOfWindowsEndsAndTheNextOneGoesOn() throws Exception {
    String windows = "/v1/markets/north/tiers/MEDIUM/windows?window=PT1H&limit=1000";
    int auctions = 0;
    int pages = 0;
    String next = "";
    while (next != null) {
      JsonNode page = http.json(windows + next);
      int shown = 0;
      for (JsonNode window : page.get("windows")) {
        shown += window.get("auctions").intValue();
      }
      assertThat(shown).isLessThan(2 * WindowRoutes.MOST_AUCTIONS);
      auctions += shown;
      pages++;
      next = page.get("next").isNull() ? null : "&cursor=" + page.get("next").textValue();
    }
    assertThat(auctions).isEqualTo(AUCTIONS);
    assertThat(pages).isEqualTo(2);
  }

  @Test
  void aWindowOfMoreAuctionsThanAPageIsRefused() throws Exception {
    String year = "/v1/markets/north/tiers/MEDIUM/windows?window=P365D";
    HttpResponse<String> refused = http.get(year);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(refused.body()).get("detail").textValue())
        .contains("PT83H20M at most");
  }

  @ParameterizedTest
  @ValueSource(strings = {"clearings", "price-history"})
  void aPageOfLargeClearingsEndsEarly(String list) throws Exception {
    String market = "large-" + list;
    views.define(SampleMarket.definition(market));
    Clearing small = SampleMarket.clearing(market, 0);
    List<OfferClearing> offers = Collections.nCopies(20_000, small.getOffers().get(0));
    for (int n = 0; n < 8; n++) {
      Clearing large = SampleMarket.clearing(market, n);
      views.clear(Clearing.newBuilder(large).setOffers(offers).build());
    }
    JsonNode first = http.json("/v1/markets/" + market + "/" + list);
    String entries = list.equals("clearings") ? list : "intervals";
    assertThat(first.get(entries)).hasSize(5);
    String cursor = first.get("next").textValue();
    JsonNode second = http.json("/v1/markets/" + market + "/" + list + "?cursor=" + cursor);
    assertThat(second.get(entries)).hasSize(3);
    assertThat(second.get("next").isNull()).isTrue();
  }

  /** Reading a list to its end must not mean reading its beginning once for each page. */
  @Test
  void aPageOfAwardsBeginsWhereTheOneBeforeEnded() throws Exception {
    LiveMarket south = new LiveMarket(views, "south");
    south.send(south.offer("power", "oslo", LiveMarket.DOLLAR, 30));
    south.send(south.demand("tokens", "chat", 100, 3 * LiveMarket.DOLLAR, 30));
    for (int n = 0; n < 30; n++) {
      south.close(n);
    }
    String awards = "/v1/participants/chat/markets/south/awards?limit=7";
    List<Integer> found = new ArrayList<>();
    String next = "";
    while (next != null) {
      JsonNode page = http.json(awards + next);
      page.get("awards").forEach(award -> found.add(award.get("interval").intValue()));
      next = page.get("next").isNull() ? null : "&cursor=" + page.get("next").textValue();
    }
    assertThat(found).hasSize(30).isSorted().doesNotHaveDuplicates();
    assertThat(http.get(awards + "&cursor=bm8").statusCode()).isEqualTo(400);
  }
}
