package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tokenmarket.schemas.AskStep;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Trade;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTest {
  private final Log log = Log.open();

  @ParameterizedTest(name = "at an ask of {0} it buys {1}")
  @CsvSource({"600, 0", "500, 10", "310, 10", "300, 15", "210, 15", "200, 35", "100, 35"})
  void aDemandBuysWhatItsStepsWantAtThePrice(long ask, long lots) {
    log.append(offer("o", "factory", 1, rate("SLOW", 1_000, ask)));
    log.append(curve());
    assertThat(
            log.close(0, OrderAwarded.class).stream()
                .filter(award -> award.getOrderId().equals("d"))
                .mapToLong(OrderAwarded::getLots)
                .sum())
        .isEqualTo(lots);
  }

  private static TokenDemand curve() {
    return steps(
        demand("d", "app", "SLOW", 10, 500, 9),
        new DemandStep(5L, 300L),
        new DemandStep(20L, 200L));
  }

  @Test
  void aDemandInStepsIsAwardedOnceAndEachTradeNamesItsStep() {
    log.append(offer("o", "factory", 1, rate("SLOW", 1_000, 200)));
    log.append(curve());
    List<SpecificRecord> events = log.append(Commands.gate(0));
    assertThat(events)
        .filteredOn(OrderAwarded.class::isInstance)
        .extracting(event -> ((OrderAwarded) event).getLots())
        .containsExactly(35L, 35L);
    assertThat(events)
        .filteredOn(Trade.class::isInstance)
        .extracting(event -> ((Trade) event).getDemandStep(), event -> ((Trade) event).getLots())
        .containsExactlyInAnyOrder(tuple(0, 10L), tuple(1, 5L), tuple(2, 20L));
  }

  @Test
  void anOfferMakesItsCheapStepFirst() {
    SupplyOffer offer =
        SupplyOffer.newBuilder(offer("o", "factory", 9, rate("SLOW", 1_000, 200)))
            .setSteps(List.of(new AskStep(500L, List.of(rate("SLOW", 1_000, 400)))))
            .build();
    log.append(offer);
    log.append(demand("d", "app", "SLOW", 70, 500, 1));
    List<SpecificRecord> events = log.append(Commands.gate(0));
    Clearing clearing = (Clearing) events.get(0);
    assertThat(clearing.getOffers())
        .extracting(OfferClearing::getOfferId, OfferClearing::getWatts)
        .containsExactly(tuple("o", 1_000_000L), tuple("o", 500_000L));
    assertThat(clearing.getOffers())
        .extracting(line -> line.getRuns().get(0).getLots())
        .containsExactly(60L, 10L);
    assertThat(clearing.getWattsOffered()).isEqualTo(1_500_000);
    assertThat(events)
        .filteredOn(OrderAwarded.class::isInstance)
        .extracting(event -> ((OrderAwarded) event).getLots())
        .containsExactly(70L, 70L);
  }

  @Test
  void aDemandInStepsThatIsWantedOnceIsFilledFromTheBestPriceDown() {
    log.append(
        SupplyOffer.newBuilder(offer("o", "factory", 200, 9, rate("SLOW", 1_000, 200))).build());
    log.append(TokenDemand.newBuilder(curve()).setOnce(true).build());
    assertThat(bought(0)).isEqualTo(12);
    assertThat(log.state().order("app", "d").getFilled()).isEqualTo(12);
    assertThat(bought(1)).isEqualTo(12);
    assertThat(bought(2)).isEqualTo(11);
    assertThat(log.state().order("app", "d")).isNull();
  }

  private long bought(long interval) {
    return log.close(interval, OrderAwarded.class).stream()
        .filter(award -> award.getOrderId().equals("d"))
        .mapToLong(OrderAwarded::getLots)
        .sum();
  }

  @Test
  void stepsHoldToTheRulesOfOrders() {
    TokenDemand demand = demand("d", "app", "SLOW", 10, 500, 9);
    assertThat(log.refused(named("a", steps(demand, new DemandStep(1L, 500L)))))
        .isEqualTo(Reason.STEPS_INVALID);
    assertThat(log.refused(named("b", steps(demand, new DemandStep(0L, 400L)))))
        .isEqualTo(Reason.QUANTITY_OUT_OF_RANGE);
    assertThat(log.refused(named("c", steps(demand, new DemandStep(1L << 32, 400L)))))
        .isEqualTo(Reason.QUANTITY_OUT_OF_RANGE);
    assertThat(log.refused(named("d", steps(demand, new DemandStep(1L, 405L)))))
        .isEqualTo(Reason.PRICE_OFF_GRID);
    assertThat(log.refused(named("e", steps(demand, falling(16))))).isEqualTo(Reason.STEPS_INVALID);
    assertThat(log.append(named("f", steps(demand, falling(15))))).hasSize(1);
    assertThat(log.state().order("app", "f")).isNotNull();
  }

  private static DemandStep[] falling(int count) {
    DemandStep[] steps = new DemandStep[count];
    Arrays.setAll(steps, k -> new DemandStep(1L, 490L - 10 * k));
    return steps;
  }

  private static TokenDemand steps(TokenDemand demand, DemandStep... steps) {
    return TokenDemand.newBuilder(demand).setSteps(List.of(steps)).build();
  }

  private static <T extends SpecificRecord> T named(String id, T command) {
    return Records.with(command, "commandId", id);
  }

  @Test
  void stepsOfAnOfferHoldToTheRulesOfOffers() {
    assertThat(log.refused(stepped("a", new AskStep(0L, List.of(rate("SLOW", 1, 100))))))
        .isEqualTo(Reason.CAPACITY_OUT_OF_RANGE);
    assertThat(log.refused(stepped("b", new AskStep(1L, List.of())))).isEqualTo(Reason.NO_RATES);
    assertThat(log.refused(stepped("c", new AskStep(1_000L, List.of(rate("ULTRA", 1_000, 100))))))
        .isEqualTo(Reason.UNKNOWN_TIER);
    AskStep most = new AskStep(70_000_000L, List.of(rate("SLOW", 1_000_000, 100)));
    assertThat(log.refused(stepped("d", most, most))).isEqualTo(Reason.CAPACITY_OUT_OF_RANGE);
    AskStep fast = new AskStep(30_000_000L, List.of(rate("SLOW", 1_100_000, 100)));
    assertThat(log.refused(stepped("e", fast, fast, fast))).isEqualTo(Reason.STEPS_INVALID);
    AskStep small = new AskStep(10L, List.of(rate("SLOW", 1_000, 100)));
    AskStep[] many = Collections.nCopies(16, small).toArray(AskStep[]::new);
    assertThat(log.refused(stepped("f", many))).isEqualTo(Reason.STEPS_INVALID);
  }

  private static SupplyOffer stepped(String id, AskStep... steps) {
    return SupplyOffer.newBuilder(offer(id, "factory", 9, rate("SLOW", 1_000, 200)))
        .setSteps(List.of(steps))
        .build();
  }
}
