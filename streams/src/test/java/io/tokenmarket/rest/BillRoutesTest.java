package io.tokenmarket.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.topology.views.LiveMarket;
import io.tokenmarket.topology.views.ViewsDriver;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillRoutesTest {
  private static final String ACCOUNT = "/v1/participants/both/markets/north/";
  private static final String HEADING = "interval,at,purchases,fees,penalties,total\r\n";

  @TempDir Path directory;
  private ViewsDriver views;
  private LiveMarket north;
  private RestServer server;
  private Http http;

  @BeforeEach
  void start() throws Exception {
    views = ViewsDriver.inMemory(directory);
    north = new LiveMarket(views, "north");
    north.close(2);
    // One who buys and sells.
    settle(0, 0, "other", "PURCHASE", -8_000);
    settle(0, 1, "exchange/fees", "FEE", -160);
    settle(0, 2, "other", "PURCHASE", 9_000);
    settle(2, 0, "other", "PENALTY", 50);
    server = RestServer.start(views, "localhost", 0);
    http = new Http(server);
  }

  private void settle(
      long interval, int number, String counterAccount, String cause, long nanoDollars) {
    views.settle(
        new Posting("north", interval, number, "both", counterAccount, cause, 0, nanoDollars, 9L));
  }

  @AfterEach
  void stop() {
    server.close();
    views.close();
  }

  @Test
  void anInvoiceHasWhatIsPaidAndAStatementWhatIsReceived() throws Exception {
    JsonNode invoice = http.json(ACCOUNT + "invoice");
    assertThat(invoice.get("total").asText()).isEqualTo("-0.000007950");
    assertThat(invoice.get("from").asLong()).isZero();
    assertThat(invoice.get("to").asLong()).isEqualTo(3);
    JsonNode statement = http.json(ACCOUNT + "statement");
    assertThat(statement.get("total").asText()).isEqualTo("0.000008840");
    assertThat(statement.get("lines").get(0).get("fees").asText()).isEqualTo("-0.000000160");
  }

  @Test
  void aBillHasTheLinesOfItsRangeAlone() throws Exception {
    JsonNode early = http.json(ACCOUNT + "invoice?to=2");
    assertThat(early.get("total").asText()).isEqualTo("-0.000008000");
    assertThat(early.get("to").asLong()).isEqualTo(2);
    JsonNode late = http.json(ACCOUNT + "invoice?from=2026-01-01T00:01:00Z");
    assertThat(late.get("total").asText()).isEqualTo("0.000000050");
    assertThat(late.get("from").asLong()).isEqualTo(1);
  }

  @Test
  void aBillOfNothingIsEmpty() throws Exception {
    JsonNode bill = http.json("/v1/participants/nobody/markets/north/invoice?from=7&to=5");
    assertThat(bill.get("lines")).isEmpty();
    assertThat(bill.get("total").asText()).isEqualTo("0.000000000");
  }

  @Test
  void aBillIsCsvWhereThatIsAskedFor() throws Exception {
    String line = "0,2026-01-01T00:00:00Z,0.000009000,-0.000000160,0.000000000,0.000008840\r\n";
    HttpResponse<String> answer = http.get(ACCOUNT + "statement?format=csv");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(answer.body()).isEqualTo(HEADING + line);
    assertThat(accepting("statement", "text/csv, */*;q=0.1").body()).isEqualTo(HEADING + line);
    assertThat(accepting("statement?format=json", "text/csv").body()).startsWith("{");
    assertThat(accepting("statement", "*/*").body()).startsWith("{");
  }

  private HttpResponse<String> accepting(String bill, String types) throws Exception {
    return http.send(http.request(ACCOUNT + bill).header("Accept", types));
  }

  @Test
  void anotherFormatIsRefused() throws Exception {
    JsonNode problem = http.problem(ACCOUNT + "invoice?format=pdf", 400, "bad-parameter");
    assertThat(problem.get("detail").asText()).contains("must be json or csv");
  }

  @Test
  void aRangeThatIsTooLongIsRefused() throws Exception {
    north.close(BillRoutes.MOST_INTERVALS);
    JsonNode problem = http.problem(ACCOUNT + "invoice", 400, "bad-parameter");
    assertThat(problem.get("detail").asText())
        .isEqualTo(
            "The range has 50001 intervals, from 0 to 50001, but must have at most 50000;"
                + " choose from and to.");
    assertThat(http.json(ACCOUNT + "invoice?from=1").get("total").asText())
        .isEqualTo("0.000000050");
  }
}
