package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.amendDemand;
import static io.tokenmarket.market.Commands.amendOffer;
import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAmended;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmendmentTest {
  private final Log log = Log.open();

  @Test
  void theOrderStandsWithItsNewTermsAndItsOldLife() {
    log.append(demand("d", "app", "SLOW", 10, 500, 4));
    OrderAmended answer = log.append(amendDemand("a", "app", "d", 7, 300), OrderAmended.class);
    assertThat(answer).isEqualTo(new OrderAmended("eu", "app", "a", "d", true, 4L, false));
    OpenOrder order = log.state().order("app", "d");
    assertThat(order.getTerms()).isEqualTo(demand("d", "app", "SLOW", 7, 300, 4));
    assertThat(order.getLastAuction()).isEqualTo(4);
  }

  @ParameterizedTest(name = "{0} lots at {1}: place kept {2}")
  @CsvSource({
    "10, 500, true", "9, 500, true", "10, 400, true", "1, 100, true",
    "11, 500, false", "10, 510, false", "1, 510, false", "11, 100, false"
  })
  void aDemandKeepsItsPlaceWhereItIsNowhereMoreEager(long lots, long limit, boolean kept) {
    log.append(demand("d", "app", "SLOW", 10, 500, 4));
    assertThat(
            log.append(amendDemand("a", "app", "d", lots, limit), OrderAmended.class)
                .getPlaceKept())
        .isEqualTo(kept);
    assertThat(log.state().order("app", "d").getLogPosition()).isEqualTo(kept ? 2 : 4);
  }

  @ParameterizedTest(name = "{0} lots at 500, {1} at {2}: place kept {3}")
  @CsvSource({
    "10, 5, 300, true",
    "8, 7, 300, true",
    "10, 5, 310, false",
    "10, 6, 300, false",
    "5, 10, 300, true",
    "15, 1, 200, false"
  })
  void theStepsOfADemandAreComparedAsCurves(long lots, long more, long price, boolean kept) {
    log.append(stepped(10, new DemandStep(5L, 300L)));
    OrderAmended answer =
        log.append(
            amendDemand("a", "app", "d", lots, 500, new DemandStep(more, price)),
            OrderAmended.class);
    assertThat(answer.getPlaceKept()).isEqualTo(kept);
  }

  private static TokenDemand stepped(long lots, DemandStep... steps) {
    return TokenDemand.newBuilder(demand("d", "app", "SLOW", lots, 500, 4))
        .setSteps(List.of(steps))
        .build();
  }

  @ParameterizedTest(name = "{0} kW, {1} at {2}: place kept {3}")
  @CsvSource({
    "1000, 1000, 200, true", "900, 1000, 200, true", "1000, 900, 300, true",
    "1001, 1000, 200, false", "1000, 1001, 200, false", "1000, 1000, 190, false"
  })
  void anOfferKeepsItsPlaceWhereItIsNowhereMoreEager(
      long kilowatts, long speed, long ask, boolean kept) {
    log.append(offer("o", "factory", 4, rate("SLOW", 1_000, 200), rate("FAST", 500, 300)));
    OrderAmended answer =
        log.append(
            amendOffer("a", "factory", "o", kilowatts, rate("SLOW", speed, ask)),
            OrderAmended.class);
    assertThat(answer.getPlaceKept()).isEqualTo(kept);
  }

  @Test
  void aTierThatWasNotOfferedBeforeCostsThePlace() {
    log.append(offer("o", "factory", 4, rate("SLOW", 1_000, 200)));
    OrderAmended answer =
        log.append(
            amendOffer("a", "factory", "o", 1_000, rate("SLOW", 1_000, 200), rate("FAST", 1, 100)),
            OrderAmended.class);
    assertThat(answer.getPlaceKept()).isFalse();
  }

  @Test
  void whoLosesHisPlaceStandsBehindTheOthersOfHisPrice() {
    log.append(offer("o", "factory", 4, rate("SLOW", 1_000, 200)));
    log.append(demand("first", "app", "SLOW", 60, 500, 4));
    log.append(demand("second", "app", "SLOW", 60, 500, 4));
    log.append(amendDemand("a1", "app", "first", 59, 500));
    assertThat(bought(0)).containsExactly("first", "second");
    log.append(amendDemand("a2", "app", "first", 60, 500));
    assertThat(bought(1)).containsExactly("second");
  }

  private List<String> bought(long interval) {
    return log.close(interval, OrderAwarded.class).stream()
        .map(OrderAwarded::getOrderId)
        .filter(id -> !id.equals("o"))
        .toList();
  }

  @Test
  void ofADemandThatIsWantedOnceTheAmendmentSaysWhatIsStillWanted() {
    log.append(offer("o", "factory", 9, rate("SLOW", 1_000, 200)));
    log.append(
        TokenDemand.newBuilder(demand("d", "app", "SLOW", 100, 500, 9)).setOnce(true).build());
    log.append(Commands.gate(0));
    OrderAmended less = log.append(amendDemand("a", "app", "d", 40, 500), OrderAmended.class);
    assertThat(less.getPlaceKept()).as("as much as is left").isTrue();
    OrderAmended more = log.append(amendDemand("b", "app", "d", 41, 500), OrderAmended.class);
    assertThat(more.getPlaceKept()).isFalse();
    assertThat(log.close(1, OrderAwarded.class))
        .extracting(OrderAwarded::getLots)
        .containsExactly(41L, 41L);
  }

  @Test
  void newTermsHoldToTheRulesOfOrders() {
    log.append(demand("d", "app", "SLOW", 10, 500, 4));
    log.append(offer("o", "factory", 4, rate("SLOW", 1_000, 200)));
    assertThat(log.refused(amendDemand("a", "app", "d", 0, 500)))
        .isEqualTo(Reason.QUANTITY_OUT_OF_RANGE);
    assertThat(log.refused(amendDemand("b", "app", "d", 1, 505))).isEqualTo(Reason.PRICE_OFF_GRID);
    assertThat(log.refused(amendOffer("c", "factory", "o", 0, rate("SLOW", 1, 200))))
        .isEqualTo(Reason.CAPACITY_OUT_OF_RANGE);
    assertThat(((TokenDemand) log.state().order("app", "d").getTerms()).getLots()).isEqualTo(10);
    assertThat(((SupplyOffer) log.state().order("factory", "o").getTerms()).getKilowatts())
        .isEqualTo(1_000);
  }

  @Test
  void anAmendmentIsRepeatedAsItWasAnswered() {
    log.append(demand("d", "app", "SLOW", 10, 500, 4));
    OrderAmended first = log.append(amendDemand("a", "app", "d", 11, 500), OrderAmended.class);
    OrderAmended again = log.append(amendDemand("a", "app", "d", 11, 500), OrderAmended.class);
    assertThat(again).isEqualTo(Records.with(first, "repeated", true));
  }
}
