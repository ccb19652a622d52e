package io.tokenmarket.rest;

import static io.tokenmarket.topology.views.LiveMarket.DOLLAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.IndicativeClearing;
import io.tokenmarket.schemas.IndicativeTier;
import io.tokenmarket.topology.views.LiveMarket;
import io.tokenmarket.topology.views.ViewsDriver;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Books, participants and positions over HTTP, on a market that is run command by command. */
class BookRoutesTest {
  private static final String NORTH = "/v1/markets/north";
  private static final String CHAT = "/v1/participants/chat";

  @TempDir Path directory;
  private ViewsDriver views;
  private LiveMarket north;
  private RestServer server;
  private Http http;

  @BeforeEach
  void start() throws Exception {
    views = ViewsDriver.inMemory(directory);
    north = new LiveMarket(views, "north");
    server = RestServer.start(views, "localhost", 0);
    http = new Http(server);
  }

  @AfterEach
  void stop() {
    server.close();
    views.close();
  }

  /** 120,000 lots on offer at $1; wanted 100,000 at $3, 30,000 at $2 and 5 at $0.5. */
  private void auction() {
    north.send(north.offer("power", "oslo", DOLLAR, 9));
    north.send(north.demand("eager", "chat", 100_000, 3 * DOLLAR, 9));
    north.send(north.demand("late", "chat", 30_000, 2 * DOLLAR, 9));
    north.send(north.demand("mean", "other", 5, DOLLAR / 2, 9));
    north.close(0);
  }

  @Test
  void theDepthOfAnAuctionIsWhatStoodInIt() throws Exception {
    auction();
    north.send(north.demand("after", "chat", 7, 4 * DOLLAR, 9));

    JsonNode held = http.json(NORTH + "/depth/0").at("/tiers/1");
    assertThat(held.get("tokensBid").longValue()).isEqualTo(130_005_000);
    assertThat(held.get("tokensOffered").longValue()).isEqualTo(120_000_000);
    assertThat(held.get("demand").findValuesAsText("price"))
        .containsExactly("3.000000", "2.000000", "0.500000");
    assertThat(held.at("/supply/0/price").textValue()).isEqualTo("1.000000");
    JsonNode open = http.json(NORTH + "/depth");
    assertThat(open.get("interval").isNull()).isTrue();
    assertThat(open.get("logPosition").longValue()).isEqualTo(north.position());
    assertThat(open.at("/tiers/1/demand/0/price").textValue()).isEqualTo("4.000000");
  }

  @Test
  void fewLevelsHoldTheSameQuantities() throws Exception {
    auction();

    JsonNode demand = http.json(NORTH + "/depth/0?levels=2").at("/tiers/1/demand");
    assertThat(demand).hasSize(2);
    assertThat(demand.at("/0/tokens").longValue()).isEqualTo(130_000_000);
    assertThat(demand.at("/0/price").textValue()).isEqualTo("2.000000");
    assertThat(demand.at("/0/orders").intValue()).isEqualTo(2);
  }

  @Test
  void aBookThatIsFinalHasATag() throws Exception {
    auction();
    String tag = http.get(NORTH + "/depth/0").headers().firstValue("ETag").orElseThrow();

    assertThat(
            http.send(http.request(NORTH + "/depth/0").header("If-None-Match", tag)).statusCode())
        .isEqualTo(304);
    assertThat(
            http.send(http.request(NORTH + "/depth/0?levels=2").header("If-None-Match", tag))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void anAuctionThatIsNotKeptIsGone() throws Exception {
    auction();
    for (int n = 1; n < 30; n++) {
      north.close(n);
    }
    http.problem(NORTH + "/depth/0", 410, "book-not-kept");
    assertThat(http.json(NORTH + "/clearings/0").get("interval").longValue()).isZero();
  }

  @Test
  void aBookOfAnotherHistoryIsNotShown() throws Exception {
    auction();
    Clearing published = views.latestClearing("north").orElseThrow();
    views.clear(Clearing.newBuilder(published).setHash(ByteBuffer.wrap(new byte[32])).build());

    assertThat(http.problem(NORTH + "/depth/0", 503, "not-ready").get("detail").textValue())
        .contains("run the same release");
    http.problem(NORTH + "/depth", 503, "not-ready");
  }

  @Test
  void whyAnOrderGotNothingIsSaidWithWhatWouldHaveDone() throws Exception {
    auction();

    JsonNode mean =
        http.json("/v1/participants/other/markets/north/orders/mean/why/0").at("/reasons/0");
    assertThat(mean.get("verdict").textValue()).isEqualTo("PRICED_OUT");
    assertThat(mean.get("price").textValue()).isEqualTo("2.000000");
    assertThat(mean.get("needed").textValue()).isEqualTo("2.000001");
    assertThat(mean.get("sentence").textValue())
        .isEqualTo(
            "The price was $2.000000, the limit $0.500000. The limit would have had to be at least $2.000001.");
    JsonNode late = http.json(CHAT + "/markets/north/orders/late/why/0").at("/reasons/0");
    assertThat(late.get("verdict").textValue()).isEqualTo("OUTRANKED");
    assertThat(late.get("awarded").longValue()).isEqualTo(20_000_000);
    JsonNode power =
        http.json("/v1/participants/oslo/markets/north/orders/power/why/0").get("reasons");
    assertThat(power.findValuesAsText("verdict"))
        .containsExactly("CANNOT_MAKE", "FILLED", "CANNOT_MAKE");
  }

  @Test
  void whyIsSaidToTheOwnerAlone() throws Exception {
    auction();

    http.problem(CHAT + "/markets/north/orders/mean/why/0", 404, "unknown-order");
    http.problem(CHAT + "/markets/north/orders/eager/why/1", 404, "unknown-interval");
  }

  @Test
  void aParticipantSeesHisOpenOrdersInPages() throws Exception {
    auction();

    JsonNode first = http.json(CHAT + "/orders?market=north&limit=1");
    JsonNode last = http.json(CHAT + "/orders?limit=1&cursor=" + first.get("next").textValue());
    assertThat(first.at("/orders/0/orderId").textValue()).isEqualTo("eager");
    assertThat(first.at("/orders/0/auctionsLeft").longValue()).isEqualTo(8);
    assertThat(first.at("/orders/0/demand/tokens").longValue()).isEqualTo(100_000_000);
    assertThat(last.at("/orders/0/orderId").textValue()).isEqualTo("late");
    assertThat(last.get("next").isNull()).isTrue();
    assertThat(last.at("/logPosition/north").longValue()).isEqualTo(north.position());
    JsonNode oslo = http.json("/v1/participants/oslo/orders").at("/orders/0/offer");
    assertThat(oslo.get("mw").textValue()).isEqualTo("20.000");
  }

  @Test
  void aParticipantSeesWhatHisOrdersGot() throws Exception {
    auction();
    north.close(2);

    JsonNode first = http.json(CHAT + "/markets/north/awards?limit=3");
    JsonNode last =
        http.json(CHAT + "/markets/north/awards?limit=3&cursor=" + first.get("next").textValue());
    assertThat(first.get("awards").findValuesAsText("orderId"))
        .containsExactly("eager", "late", "eager");
    assertThat(first.at("/awards/1/value").textValue()).isEqualTo("40.000000000");
    assertThat(last.at("/awards/0/interval").longValue()).isEqualTo(2);
    assertThat(last.get("next").isNull()).isTrue();
    assertThat(http.json(CHAT + "/markets/north/awards?from=1&to=2").get("awards")).isEmpty();
  }

  @Test
  void aParticipantSeesWhatHeWasToldInOrder() throws Exception {
    north.send(north.demand("bad", "chat", 0, DOLLAR, 1));
    auction();

    JsonNode events = http.json(CHAT + "/events?limit=3");
    assertThat(events.get("events").findValuesAsText("type"))
        .containsExactly("OrderRejected", "OrderAccepted", "OrderAccepted");
    assertThat(events.at("/events/0/reason").textValue()).isEqualTo("QUANTITY_OUT_OF_RANGE");
    JsonNode more = http.json(CHAT + "/events?cursor=" + events.get("next").textValue());
    assertThat(more.get("events").findValuesAsText("type"))
        .containsExactly("OrderAwarded", "OrderAwarded");
    assertThat(http.json("/v1/participants/nobody/events").get("events")).isEmpty();
  }

  @Test
  void whoAsksForAPositionGetsAnAnswerThatIsNotOlder() throws Exception {
    auction();
    north.hold();
    long order = north.send(north.demand("new", "chat", 7, 4 * DOLLAR, 9));
    north.close(1);
    CompletableFuture<HttpResponse<String>> waiting =
        CompletableFuture.supplyAsync(() -> getUnchecked(NORTH + "/prices?position=" + order));
    assertThat(http.json(NORTH + "/prices").get("interval").longValue()).isZero();

    north.release();
    assertThat(waiting.get(30, TimeUnit.SECONDS).body()).contains("\"interval\":1");
    JsonNode events = http.json(CHAT + "/events?market=north&position=" + order);
    assertThat(events.get("events").findValuesAsText("commandId")).contains("new");
  }

  private HttpResponse<String> getUnchecked(String path) {
    try {
      return http.get(path);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void aPositionThatIsNotReachedIsRefusedWithTheOneThatIs() throws Exception {
    auction();
    long ahead = north.position() + 1;

    JsonNode problem =
        http.problem(NORTH + "/prices?position=" + ahead, 503, "position-not-reached");
    assertThat(problem.get("logPosition").longValue()).isEqualTo(north.position());
    http.problem("/v1/factories/oslo/revenue?position=3", 400, "bad-parameter");
    http.json("/v1/factories/oslo/revenue?market=north&position=3");
  }

  @Test
  void theShadowPriceOfAMegawattIsByPlaceAndHardware() throws Exception {
    auction();

    // 120,000 lots at $2 less $1 are $120 of 20 MW.
    JsonNode prices = http.json(NORTH + "/shadow-prices");
    assertThat(prices.at("/entries/0/shadowPrice").textValue()).isEqualTo("6.000000000");
    assertThat(prices.at("/entries/0/site").textValue()).isEqualTo("fjord");
    assertThat(prices.at("/sites/0/hardware").isNull()).isTrue();
    assertThat(prices.at("/hardware/0/mwSold").textValue()).isEqualTo("20.000000");
    assertThat(http.json(NORTH + "/shadow-prices/0")).isEqualTo(prices);
  }

  @Test
  void anIndicativeClearingIsShownUntilItsAuction() throws Exception {
    http.problem(NORTH + "/indicative", 404, "unknown-interval");
    views.indicate(
        new IndicativeClearing(
            "north",
            0L,
            2,
            views.markets().get(0).getOrigin(),
            List.of(
                new IndicativeTier("FREE", false, 0L, 0L, 10L, 0L, 3L),
                new IndicativeTier("MEDIUM", true, DOLLAR, DOLLAR, DOLLAR, 5L, 9L)),
            77L));

    JsonNode coming = http.json(NORTH + "/indicative");
    assertThat(coming.at("/tiers/0/price").isNull()).isTrue();
    assertThat(coming.at("/tiers/1/tokens").longValue()).isEqualTo(5_000);
    auction();
    http.problem(NORTH + "/indicative", 404, "unknown-interval");
  }

  @Test
  void theNodeSaysHowFarItHasRead() throws Exception {
    auction();

    JsonNode node = http.json("/v1/node");
    assertThat(node.get("status").textValue()).isEqualTo("UP");
    assertThat(node.at("/partitions/0/topic").textValue()).isEqualTo("market-log");
    assertThat(node.at("/markets/0/logPosition").longValue()).isEqualTo(north.position());
    assertThat(node.at("/markets/0/lastInterval").longValue()).isZero();
  }

  @Test
  void aNodeWithoutAGatewayTakesNoCommands() throws Exception {
    var command =
        http.request(CHAT + "/markets/north/demand/eager").header("Idempotency-Key", "x").DELETE();
    http.problem(http.send(command), 503, "no-gateway");
  }
}
