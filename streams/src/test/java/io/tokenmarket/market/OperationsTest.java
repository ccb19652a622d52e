package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.gate;
import static io.tokenmarket.market.Commands.halt;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static io.tokenmarket.market.Commands.resume;
import static io.tokenmarket.market.Commands.tier;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketChanged;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Trade;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Halts and changes of the rules. */
class OperationsTest {
  private final Log log = Log.open();

  @Test
  void aHaltedMarketHoldsNoAuctionAndOrdersLoseNoLife() {
    log.append(offer("o", "factory", 1, rate("SLOW", 1_000, 200)));
    log.append(demand("d", "app", "SLOW", 10, 500, 1));
    log.append(halt("h"), MarketChanged.class);
    assertThat(log.append(gate(0))).isEmpty();
    assertThat(log.append(gate(1))).isEmpty();
    log.append(resume("r"), MarketChanged.class);
    assertThat(log.close(2, Trade.class)).hasSize(1);
    assertThat(log.state().auctions()).isEqualTo(1);
  }

  @Test
  void theAnswerSaysWhatHolds() {
    assertThat(log.append(halt("h"), MarketChanged.class))
        .isEqualTo(
            new MarketChanged("eu", "operator", "h", true, false, 2L, false, "", List.of(), ""));
    assertThat(log.append(change("c").build(), MarketChanged.class))
        .isEqualTo(
            new MarketChanged("eu", "operator", "c", true, true, 4L, false, "", List.of(), ""));
    assertThat(log.append(resume("r"), MarketChanged.class))
        .isEqualTo(
            new MarketChanged("eu", "operator", "r", false, true, 6L, false, "", List.of(), ""));
    assertThat(log.append(halt("h"), MarketChanged.class))
        .isEqualTo(
            new MarketChanged("eu", "operator", "h", true, false, 2L, true, "", List.of(), ""));
    assertThat(log.state().isHalted()).as("the repeated halt has no effect").isFalse();
  }

  @Test
  void otherRulesHoldBehindTheComingGate() {
    log.append(change("c").setFeePpm(500_000).build());
    trade(0);
    assertThat(fee(0)).isEqualTo(20_000);
    trade(1);
    assertThat(fee(1)).isEqualTo(500_000);
    assertThat(log.state().isChanging()).isFalse();
  }

  private void trade(long interval) {
    log.append(offer("o" + interval, "factory", 1, rate("SLOW", 1_000, 200)));
    log.append(demand("d" + interval, "app", "SLOW", 10, 500, 1));
  }

  private long fee(long interval) {
    Trade trade = log.close(interval, Trade.class).get(0);
    return trade.getFeeNanoDollars() * 1_000_000 / trade.getNanoDollars();
  }

  @Test
  void aLaterChangeBeforeTheGateTakesThePlaceOfTheEarlier() {
    log.append(change("c1").setFeePpm(500_000).build());
    log.append(change("c2").setFeePpm(100_000).build());
    log.append(gate(0));
    assertThat(log.state().definition().orElseThrow().getFeePpm()).isEqualTo(100_000);
  }

  @Test
  void ordersThatTheNewRulesRefuseAreTakenOut() {
    log.append(demand("stays", "app", "SLOW", 10, 500, 9));
    log.append(demand("goes", "app", "SLOW", 10, 200, 9));
    log.append(demand("expires", "app", "SLOW", 10, 200, 1));
    log.append(change("c").setTiers(List.of(floored("SLOW", 300), floored("FAST", 300))).build());
    List<SpecificRecord> events = log.append(gate(0));
    assertThat(events).anyMatch(OrderExpired.class::isInstance);
    OrderRejected out = (OrderRejected) events.get(events.size() - 1);
    assertThat(out.getCommandId()).isEqualTo("goes");
    assertThat(out.getReason()).isEqualTo("RULES_CHANGED");
    assertThat(out.getDetail()).contains("PRICE_UNDER_FLOOR");
    assertThat(log.state().openOrders())
        .singleElement()
        .extracting(order -> order.getOrderId())
        .isEqualTo("stays");
    assertThat(log.refused(demand("new", "app", "SLOW", 10, 200, 9)))
        .isEqualTo(Reason.PRICE_UNDER_FLOOR);
  }

  private static io.tokenmarket.schemas.TierDefinition floored(String name, long floor) {
    return Records.with(tier(name), "floor", floor);
  }

  @Test
  void theCalendarAndTheTiersStay() {
    assertThat(log.refused(change("a").setOrigin(Instant.EPOCH).build()))
        .isEqualTo(Reason.DEFINITION_INVALID);
    assertThat(log.refused(change("b").setIntervalMillis(1).build()))
        .isEqualTo(Reason.DEFINITION_INVALID);
    assertThat(log.refused(change("c").setTiers(List.of(tier("SLOW"))).build()))
        .isEqualTo(Reason.DEFINITION_INVALID);
    assertThat(log.refused(change("d").setFeePpm(-1).build())).isEqualTo(Reason.DEFINITION_INVALID);
    assertThat(log.state().isChanging()).isFalse();
  }

  @Test
  void onlyTheOperatorOperates() {
    for (SpecificRecord command :
        List.of(
            Records.with(halt("h"), "participant", "app"),
            Records.with(resume("r"), "participant", "app"),
            change("c").setParticipant("app").build(),
            Records.with(Commands.budget("b", "app", 1), "participant", "app"))) {
      assertThat(log.refused(command)).isEqualTo(Reason.NOT_OPERATOR);
    }
    assertThat(log.close(0, Clearing.class)).hasSize(1);
  }

  @Test
  void aMarketNobodyDefinedCannotBeChanged() {
    Log early = new Log();
    assertThat(early.refused(change("c").build())).isEqualTo(Reason.UNKNOWN_MARKET);
    assertThat(early.refused(halt("h"))).isEqualTo(Reason.UNKNOWN_MARKET);
  }

  @Test
  void haltsAndPendingRulesHoldAcrossARestart() {
    Log before = new Log();
    before.append(Commands.definition("definition"));
    before.append(change("c").setFeePpm(500_000).build());
    before.append(halt("h"));
    Log after = new Log(Kept.restored(before.state(), 1), before.position());
    assertThat(after.append(gate(0))).isEmpty();
    after.append(resume("r"));
    after.append(gate(1));
    assertThat(after.state().definition().orElseThrow().getFeePpm()).isEqualTo(500_000);
  }

  @Test
  void anAuctionHeldByTheOldRulesIsAwardedByThem() {
    log.append(offer("o", "factory", 9, rate("SLOW", 1_000, 200)));
    log.append(demand("d", "app", "SLOW", 10, 500, 9));
    log.append(change("c").setPriceStep(100).build());
    assertThat(log.close(0, OrderAwarded.class)).hasSize(2);
  }

  private static MarketDefinition.Builder change(String id) {
    return Log.rules().setCommandId(id).setChange(true);
  }
}
