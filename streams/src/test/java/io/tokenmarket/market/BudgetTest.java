package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.amendDemand;
import static io.tokenmarket.market.Commands.budget;
import static io.tokenmarket.market.Commands.cancelDemand;
import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.BudgetDefined;
import io.tokenmarket.schemas.BudgetDefinition;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TokenDemand;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bids of "app" cost 10 lots x 500 ticks = 5,000 nano-dollars; 60 lots an interval are for sale.
 */
class BudgetTest {
  private static final long MINUTES_OF_A_DAY = 24 * 60;
  private Log log = new Log();

  BudgetTest() {
    log.append(Commands.definition("definition"));
    log.append(offer("o", "factory", 9_000, rate("SLOW", 1_000, 200)));
  }

  @Test
  void aBidIsReservedAtItsLimitAndRefusedBeyondWhatIsLeft() {
    log.append(budget("b", "app", 9_999), BudgetDefined.class);
    log.append(bid("d1"), OrderAccepted.class);
    assertThat(log.refused(bid("d2"))).isEqualTo(Reason.BUDGET_EXCEEDED);
    log.append(demand("other", "rival", "SLOW", 1_000, 500, 1), OrderAccepted.class);
  }

  @Test
  void aBudgetIsNotExceededByOneNanoDollar() {
    log.append(budget("b", "app", 4_999));
    assertThat(log.refused(bid("d"))).isEqualTo(Reason.BUDGET_EXCEEDED);
    log.append(budget("b2", "app", 5_000));
    log.append(bid("e"), OrderAccepted.class);
  }

  @Test
  void theReservationIsReleasedAtTheClearingAndWhatWasPaidIsSpent() {
    log.append(budget("b", "app", 9_000));
    log.append(bid("d1"));
    OrderAwarded award = paid(log.append(Commands.gate(0)));
    assertThat(award.getNanoDollars()).as("below the limit").isLessThan(4_000);
    assertThat(log.state().budgets().of("app").getSpent()).isEqualTo(award.getNanoDollars());
    log.append(bid("d2"), OrderAccepted.class);
  }

  private static OrderAwarded paid(List<SpecificRecord> events) {
    return events.stream()
        .filter(OrderAwarded.class::isInstance)
        .map(OrderAwarded.class::cast)
        .filter(award -> award.getParticipant().equals("app"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCancelledBidIsReleased() {
    log.append(budget("b", "app", 5_000));
    log.append(bid("d1"));
    log.append(cancelDemand("c", "app", "d1"));
    log.append(bid("d2"), OrderAccepted.class);
  }

  @Test
  void anAmendedBidReservesAnew() {
    log.append(budget("b", "app", 6_000));
    log.append(demand("d", "app", "SLOW", 10, 500, 9));
    assertThat(log.refused(amendDemand("a1", "app", "d", 13, 500)))
        .isEqualTo(Reason.BUDGET_EXCEEDED);
    log.append(amendDemand("a2", "app", "d", 12, 500));
    assertThat(log.refused(demand("e", "app", "SLOW", 1, 100, 1)))
        .isEqualTo(Reason.BUDGET_EXCEEDED);
  }

  @Test
  void anOrderThatNoLongerFitsLeavesTheBookAtTheClearing() {
    log.append(budget("b", "app", 8_999));
    log.append(demand("d", "app", "SLOW", 10, 500, 9));
    assertThat(log.close(0, OrderRejected.class)).isEmpty();
    List<OrderRejected> out = log.close(1, OrderRejected.class);
    assertThat(out).extracting(OrderRejected::getReason).containsExactly("BUDGET_EXCEEDED");
    assertThat(out).extracting(OrderRejected::getCommandId).containsExactly("d");
    assertThat(log.state().order("app", "d")).isNull();
  }

  @Test
  void aNewDayBeginsWithItsFirstAuction() {
    log.append(budget("b", "app", 5_000));
    log.append(bid("d1"));
    log.append(Commands.gate(0));
    assertThat(log.refused(bid("d2"))).isEqualTo(Reason.BUDGET_EXCEEDED);
    long last = lastIntervalOfTheDay();
    log.append(Commands.gate(last - 1));
    assertThat(log.refused(bid("d3"))).isEqualTo(Reason.BUDGET_EXCEEDED);
    log.append(Commands.gate(last));
    log.append(bid("d4"), OrderAccepted.class);
  }

  /** The origin is 1,000,000 ms, so the first gate of the next day is no multiple of a day. */
  private static long lastIntervalOfTheDay() {
    long interval = MINUTES_OF_A_DAY;
    while (Calendar.gate(Commands.definition("any"), interval) >= 86_400_000) {
      interval--;
    }
    return interval;
  }

  @Test
  void aStandingOrderBuysAgainOnTheNextDay() {
    log.append(budget("b", "app", 5_000));
    log.append(demand("d", "app", "SLOW", 10, 500, 9));
    assertThat(log.close(lastIntervalOfTheDay(), OrderRejected.class)).isEmpty();
    assertThat(log.close(lastIntervalOfTheDay() + 1, OrderAwarded.class)).hasSize(2);
  }

  @ParameterizedTest(name = "{0} of {1} a year: {2}")
  @CsvSource({"YEAR, 200000000000000, 100000000000000", "DAY,  200000000000000,    273972602739"})
  void aBudgetIsHalfTheBaseSalaryWhereNothingElseIsSaid(String period, long salary, long budget) {
    BudgetDefinition definition =
        new BudgetDefinition("b", "eu", "operator", "app", period, null, salary);
    assertThat(log.append(definition, BudgetDefined.class).getNanoDollars()).isEqualTo(budget);
  }

  @Test
  void aYearBeginsOnItsFirstDay() {
    Instant some = Instant.parse("2028-12-31T23:59:59.999Z");
    assertThat(BudgetPeriod.YEAR.begin(some)).isEqualTo(Instant.parse("2028-01-01T00:00:00Z"));
    assertThat(BudgetPeriod.YEAR.begin(some.plusMillis(1)))
        .isEqualTo(Instant.parse("2029-01-01T00:00:00Z"));
    assertThat(BudgetPeriod.DAY.begin(some)).isEqualTo(Instant.parse("2028-12-31T00:00:00Z"));
  }

  @Test
  void aCutTakesOutTheLaterOrdersThatDoNotFit() {
    log.append(bid("d1"));
    log.append(bid("d2"));
    List<SpecificRecord> events = log.append(budget("b", "app", 5_000));
    assertThat(events).hasSize(2);
    assertThat(((OrderRejected) events.get(1)).getCommandId()).isEqualTo("d2");
    assertThat(log.state().order("app", "d1")).isNotNull();
    assertThat(log.state().order("app", "d2")).isNull();
    assertThat(log.append(budget("b", "app", 5_000), BudgetDefined.class).getRepeated()).isTrue();
  }

  @Test
  void aNewBudgetKeepsWhatWasSpentInThePeriod() {
    log.append(budget("b", "app", 9_000));
    log.append(bid("d"));
    long spent = paid(log.append(Commands.gate(0))).getNanoDollars();
    log.append(budget("b2", "app", 20_000));
    assertThat(log.state().budgets().of("app").getSpent()).isEqualTo(spent);
  }

  @Test
  void aBudgetHoldsAcrossARestart() {
    log.append(budget("b", "app", 9_000));
    log.append(bid("d1"));
    log.append(Commands.gate(0));
    log.append(bid("d2"));
    Log after = new Log(Kept.restored(log.state(), 3), log.position());
    assertThat(after.state().stateHash()).isEqualTo(log.state().stateHash());
    assertThat(after.refused(bid("d3"))).isEqualTo(Reason.BUDGET_EXCEEDED);
    assertThat(log.refused(bid("d3"))).isEqualTo(Reason.BUDGET_EXCEEDED);
  }

  /** So that the test above would see a budget that is lost. */
  @Test
  void aBudgetIsInTheStateHash() {
    byte[] before = log.state().stateHash();
    log.append(Commands.gate(0));
    log.append(budget("b", "app", 9_000));
    assertThat(log.state().stateHash()).isNotEqualTo(before);
  }

  @ParameterizedTest(name = "seed {0}, rulebook {1}")
  @CsvSource({"1, 0", "2, 0", "3, 0", "1, 1", "2, 1", "3, 1"})
  void nobodySpendsMoreThanHisBudgetInAnyPeriod(long seed, int rulebook) {
    LifeCommands commands = new LifeCommands(new Random(seed));
    log = Log.open(LifeCommands.rules().setRulebook(rulebook));
    for (int n = 0; n < LifeCommands.NAMES; n++) {
      log.append(budget("b" + n, "p" + n, 100_000));
    }
    Map<String, Long> spent = new HashMap<>();
    Set<String> demands = new HashSet<>();
    for (int k = 0; k < 4_000; k++) {
      SpecificRecord command = commands.next();
      if (command instanceof BudgetDefinition) {
        continue;
      }
      if (command instanceof TokenDemand demand) {
        demands.add(demand.getCommandId());
      }
      for (SpecificRecord event : log.append(command)) {
        if (event instanceof OrderAwarded award && demands.contains(award.getOrderId())) {
          Instant day =
              BudgetPeriod.DAY.begin(
                  Instant.ofEpochMilli(
                      Calendar.gate(Commands.definition("any"), award.getInterval())));
          spent.merge(award.getParticipant() + day, award.getNanoDollars(), Long::sum);
        }
      }
    }
    assertThat(spent.values()).allMatch(sum -> sum <= 100_000).anyMatch(sum -> sum > 50_000);
  }

  private static TokenDemand bid(String id) {
    return demand(id, "app", "SLOW", 10, 500, 1);
  }
}
