package io.tokenmarket.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.topology.views.LiveMarket;
import io.tokenmarket.topology.views.ViewsDriver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlementRoutesTest {
  private static final String POSTINGS = "/v1/participants/both/markets/north/postings";

  @TempDir Path directory;
  private ViewsDriver views;
  private RestServer server;
  private Http http;

  @BeforeEach
  void start() throws Exception {
    views = ViewsDriver.inMemory(directory);
    new LiveMarket(views, "north");
    server = RestServer.start(views, "localhost", 0);
    http = new Http(server);
  }

  @AfterEach
  void stop() {
    server.close();
    views.close();
  }

  private void post(int number, String counterAccount, String cause, long nanoDollars) {
    views.settle(
        new Posting("north", 0L, number, "both", counterAccount, cause, 0, nanoDollars, 9L));
  }

  /** All pages of one posting each. */
  private List<String> amounts() throws Exception {
    List<String> amounts = new ArrayList<>();
    JsonNode page = http.json(POSTINGS + "?limit=1");
    amounts.addAll(page.findValuesAsText("amount"));
    while (!page.get("next").isNull()) {
      page = http.json(POSTINGS + "?limit=1&cursor=" + page.get("next").textValue());
      amounts.addAll(page.findValuesAsText("amount"));
    }
    return amounts;
  }

  @Test
  void whoTradesWithHimselfSeesBothSides() throws Exception {
    post(0, "both", "PURCHASE", -8_000);
    post(0, "both", "PURCHASE", 8_000);
    post(1, "exchange/fees", "FEE", -160);

    assertThat(amounts()).containsExactly("-0.000008000", "0.000008000", "-0.000000160");
  }
}
