package io.tokenmarket.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.topology.views.SampleMarket;
import io.tokenmarket.topology.views.ViewsDriver;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two intervals, of which the first is settled: of 600,000 and 400,000 tokens of MEDIUM at 1 W each
 * 299,999 and 400,000 were delivered, of 100,000 of ULTRA none; 40 MW are on offer.
 */
class DeliveredOfCapacityTest {
  @TempDir Path directory;
  private ViewsDriver views;
  private RestServer server;
  private Http http;

  @BeforeEach
  void start() throws Exception {
    views = ViewsDriver.inMemory(directory);
    define("north", 2);
    define("south", 0);
    views.clear("north", 0);
    views.clear("north", 1);
    views.clear("south", 0);
    SampleMarket.settled("north", 0, 299_999, 400_000, 0).forEach(views::settle);
    server = RestServer.start(views, "localhost", 0);
    http = new Http(server);
  }

  private void define(String market, long settlementIntervals) {
    views.define(
        MarketDefinition.newBuilder(SampleMarket.definition(market))
            .setSettlementIntervals(settlementIntervals)
            .build());
  }

  @AfterEach
  void stop() {
    server.close();
    views.close();
  }

  private JsonNode utilisation(String of) throws Exception {
    return http.json("/v1/" + of + "/utilisation");
  }

  @Test
  void aSettledIntervalHasAllThreeFigures() throws Exception {
    JsonNode first = utilisation("markets/north").get("intervals").get(0);

    assertThat(first.get("utilisation").textValue()).isEqualTo("0.037500");
    assertThat(first.get("mwDelivered").textValue()).isEqualTo("0.699999");
    assertThat(first.get("deliveredOfSold").textValue()).isEqualTo("0.636362");
    assertThat(first.get("deliveredOfCapacity").textValue()).isEqualTo("0.017499");
  }

  @Test
  void anIntervalThatIsNotSettledHasNone() throws Exception {
    assertUnsettled(utilisation("markets/north").get("intervals").get(1), "mwDelivered");
  }

  @Test
  void whereNothingIsSettledThereIsNoFigure() throws Exception {
    assertUnsettled(utilisation("markets/south").get("total"), "mwhDelivered");
    assertUnsettled(utilisation("markets/south").get("intervals").get(0), "mwDelivered");
  }

  private static void assertUnsettled(JsonNode figures, String power) {
    assertThat(figures.get(power).isNull()).isTrue();
    assertThat(figures.get("deliveredOfSold").isNull()).isTrue();
    assertThat(figures.get("deliveredOfCapacity").isNull()).isTrue();
    assertThat(figures.get("utilisation").isNull()).isFalse();
  }

  @Test
  void theTotalIsOverWhatIsSettled() throws Exception {
    JsonNode total = utilisation("markets/north").get("total");

    assertThat(total.get("mwhOffered").textValue()).isEqualTo("1.333333");
    assertThat(total.get("mwhDelivered").textValue()).isEqualTo("0.011667");
    assertThat(total.get("deliveredOfSold").textValue()).isEqualTo("0.636362");
    assertThat(total.get("deliveredOfCapacity").textValue()).isEqualTo("0.017499");
  }

  @Test
  void powerThatSoldNothingHasNothingToDeliver() throws Exception {
    JsonNode total = http.json("/v1/hardware/hopper/utilisation?market=north").get("total");

    assertThat(total.get("mwhDelivered").textValue()).isEqualTo("0.000000");
    assertThat(total.get("deliveredOfSold").isNull()).isTrue();
    assertThat(total.get("deliveredOfCapacity").textValue()).isEqualTo("0.000000");
  }

  @Test
  void aFactoryIsMeasuredByItsOwnPower() throws Exception {
    JsonNode turin = utilisation("factories/turin").get("intervals").get(0);

    assertThat(turin.get("market").textValue()).isEqualTo("north");
    assertThat(turin.get("deliveredOfSold").textValue()).isEqualTo("1.000000");
    assertThat(turin.get("deliveredOfCapacity").textValue()).isEqualTo("0.026666");
  }
}
