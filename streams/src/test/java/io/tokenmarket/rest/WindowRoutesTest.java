package io.tokenmarket.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.topology.views.SampleMarket;
import io.tokenmarket.topology.views.ViewsDriver;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists over time: market north is cleared in the intervals 0 to 9 but for 4, at rising prices. */
class WindowRoutesTest {
  private static final String NORTH = "/v1/markets/north";
  private static final String MEDIUM = NORTH + "/tiers/MEDIUM/windows?window=PT3M";

  @TempDir static Path directory;
  private static ViewsDriver views;
  private static RestServer server;
  private static Http http;

  @BeforeAll
  static void start() throws Exception {
    views = ViewsDriver.inMemory(directory);
    views.define(SampleMarket.definition("north"));
    for (int n = 0; n < 10; n++) {
      if (n != 4) {
        views.clear(at(n, (n + 1) * 1_000_000));
      }
    }
    server = RestServer.start(views, "localhost", 0);
    http = new Http(server);
  }

  /** The sample's clearing with another price of MEDIUM. */
  private static Clearing at(int interval, long price) {
    Clearing clearing = SampleMarket.clearing("north", interval);
    TierClearing medium =
        TierClearing.newBuilder(clearing.getTiers().get(1)).setPrice(price).build();
    return Clearing.newBuilder(clearing)
        .setTiers(List.of(clearing.getTiers().get(0), medium, clearing.getTiers().get(2)))
        .build();
  }

  @AfterAll
  static void stop() {
    server.close();
    views.close();
  }

  @Test
  void aWindowHasOpenHighLowAndClose() throws Exception {
    JsonNode windows = http.json(MEDIUM).get("windows");

    assertThat(windows.findValuesAsText("at"))
        .containsExactly(
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:03:00Z",
            "2026-01-01T00:06:00Z",
            "2026-01-01T00:09:00Z");
    JsonNode second = windows.get(1);
    assertThat(second.get("auctions").intValue()).isEqualTo(2);
    assertThat(second.get("open").textValue()).isEqualTo("4.000000");
    assertThat(second.get("close").textValue()).isEqualTo("6.000000");
    assertThat(second.get("low").textValue()).isEqualTo("4.000000");
    assertThat(second.get("high").textValue()).isEqualTo("6.000000");
    // Intervals 3 and 5 sell 4,000 and 6,000 lots, twice as much is bid for; 10 MW for a minute.
    assertThat(second.get("tokens").longValue()).isEqualTo(10_000_000);
    assertThat(second.get("tokensBid").longValue()).isEqualTo(20_000_000);
    assertThat(second.get("mwh").textValue()).isEqualTo("0.166667");
    assertThat(second.get("average").textValue()).isEqualTo("3.000000");
  }

  @Test
  void whereNothingWasSoldThereIsNoPrice() throws Exception {
    JsonNode free = http.json(NORTH + "/tiers/FREE/windows").at("/windows/0");

    assertThat(free.get("open").isNull()).isTrue();
    assertThat(free.get("average").isNull()).isTrue();
    assertThat(free.get("tokens").longValue()).isZero();
  }

  @Test
  void pagesOfWindowsFitTogether() throws Exception {
    JsonNode whole = http.json(MEDIUM).get("windows");
    JsonNode first = http.json(MEDIUM + "&limit=3");
    JsonNode last = http.json(MEDIUM + "&limit=3&cursor=" + first.get("next").textValue());

    assertThat(first.get("windows")).hasSize(3);
    assertThat(last.get("windows")).hasSize(1);
    assertThat(last.at("/windows/0")).isEqualTo(whole.get(3));
    assertThat(last.get("next").isNull()).isTrue();
  }

  @Test
  void theRangeBoundsTheAuctionsThatCount() throws Exception {
    JsonNode windows = http.json(MEDIUM + "&from=2&to=4").get("windows");

    assertThat(windows.findValuesAsText("auctions")).containsExactly("1", "1");
  }

  @ParameterizedTest
  @CsvSource({"PT61S, a multiple", "PT0S, a multiple", "-PT1M, like PT1H", "hour, like PT1H"})
  void aWindowIsAMultipleOfTheInterval(String window, String expected) throws Exception {
    JsonNode problem =
        http.problem(NORTH + "/tiers/MEDIUM/windows?window=" + window, 400, "bad-parameter");
    assertThat(problem.get("detail").textValue()).contains(expected);
  }

  @Test
  void pricesAndClearingsOfARangeComeInPages() throws Exception {
    for (String list : List.of("price-history", "clearings")) {
      JsonNode first = http.json(NORTH + "/" + list + "?from=2&to=9&limit=4");
      JsonNode last =
          http.json(
              NORTH + "/" + list + "?from=2&to=9&limit=4&cursor=" + first.get("next").textValue());
      assertThat(intervals(first)).containsExactly(2L, 3L, 5L, 6L);
      assertThat(intervals(last)).containsExactly(7L, 8L);
      assertThat(last.get("next").isNull()).isTrue();
      assertThat(first.get("logPosition").longValue()).isEqualTo(109);
    }
    JsonNode clearing = http.json(NORTH + "/clearings?limit=1").at("/clearings/0");
    assertThat(clearing.at("/certificate/hash").textValue()).hasSize(64);
  }

  private static List<Long> intervals(JsonNode page) {
    JsonNode list = page.has("intervals") ? page.get("intervals") : page.get("clearings");
    return list.findValues("interval").stream().map(JsonNode::longValue).toList();
  }

  @Test
  void tiersAreThoseOfTheDefinition() throws Exception {
    assertThat(http.json(NORTH + "/tiers").get("tiers").findValuesAsText("tier"))
        .containsExactly("FREE", "MEDIUM", "ULTRA");
    assertThat(http.json(NORTH + "/tiers/ULTRA").get("cap").textValue()).isEqualTo("150.000000");
    http.problem(NORTH + "/tiers/GOLD", 404, "unknown-subject");
    http.problem(NORTH + "/tiers/GOLD/windows", 404, "unknown-subject");
  }
}
