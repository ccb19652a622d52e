package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.budget;
import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.IndicativeClearing;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TokenDemand;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * By which period a budget is judged in rulebook 1. Bids of "app" cost up to 10 lots x 500 ticks =
 * 5,000 nano-dollars, and 2,000 at the price that they meet.
 */
class BudgetPeriodTest {
  /** The gate that is due then is of the second day. */
  private static final long DAY = 86_400_000 + 60_000;

  private Log log = Log.open(Log.laterRules());

  BudgetPeriodTest() {
    fill();
  }

  private void fill() {
    log.append(offer("o", "factory", 900, rate("SLOW", 1_000, 200)));
    log.append(budget("b", "app", 5_000));
    log.append(bid("first"), OrderAccepted.class);
    log.append(Commands.gate(0));
    assertThat(log.state().budgets().of("app").getSpent()).isEqualTo(2_000);
  }

  /** No gates were held between, as in an outage over midnight. */
  @ParameterizedTest
  @CsvSource({"0, BUDGET_EXCEEDED", "1, accepted"})
  void aBudgetSpentBeforeMidnightRefusesNothingBehindIt(int rulebook, String answer) {
    log = Log.open(Log.rules().setRulebook(rulebook));
    fill();
    assertThat(log.refused(bid("same-day"))).isEqualTo(Reason.BUDGET_EXCEEDED);
    log.setTime(DAY);
    SpecificRecord event = log.append(bid("d")).get(0);
    assertThat(event instanceof OrderRejected refusal ? refusal.getReason() : "accepted")
        .isEqualTo(answer);
  }

  @Test
  void anOrderForAnIntervalOfTomorrowIsJudgedByTomorrow() {
    long tomorrow = Calendar.due(Commands.definition("any"), DAY) + 1;
    log.append(Records.with(bid("d"), "interval", tomorrow), OrderAccepted.class);
    assertThat(log.refused(Records.with(bid("e"), "interval", 5L)))
        .isEqualTo(Reason.BUDGET_EXCEEDED);
  }

  @Test
  void anOrderForTheFarthestIntervalIsAnswered() {
    log.append(Records.with(bid("d"), "interval", Long.MAX_VALUE), OrderAccepted.class);
    assertThat(log.close(1, Clearing.class)).hasSize(1);
  }

  /** The broker that took it is a day ahead of the one whose gate comes next. */
  @Test
  void clocksThatDisagreeDoNotExceedABudget() {
    log.setTime(DAY);
    log.append(bid("d"), OrderAccepted.class);
    assertThat(AuctionBook.orders(log.state(), 1))
        .extracting(OpenOrder::getOrderId)
        .containsExactly("o");
    List<SpecificRecord> events = log.append(Commands.gate(1));
    assertThat(events).hasExactlyElementsOfTypes(Clearing.class, OrderRejected.class);
    OrderRejected out = (OrderRejected) events.get(1);
    assertThat(out.getCommandId()).isEqualTo("d");
    assertThat(out.getReason()).isEqualTo("BUDGET_EXCEEDED");
    assertThat(out.getArguments()).containsExactly("app", "5000", "3000");
    assertThat(log.state().openOrders()).hasSize(1);
    assertThat(log.state().budgets().of("app").getSpent()).isEqualTo(2_000);
  }

  @Test
  void theIndicativeAuctionLeavesOutWhatTheGateWould() {
    log = Log.open(Log.laterRules().setNoCancelMillis(20_000));
    fill();
    log.setTime(DAY);
    log.append(bid("d"), OrderAccepted.class);
    IndicativeClearing indicative = (IndicativeClearing) log.append(Commands.closing(1, 0)).get(0);
    assertThat(indicative.getTiers()).allMatch(tier -> tier.getBidLots() == 0);
  }

  /** Behind the auction of rulebook 0, before that of rulebook 1. */
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 2"})
  void anOrderThatNoLongerFitsLeavesTheBook(int rulebook, long leavesAt) {
    log = Log.open(Log.rules().setRulebook(rulebook));
    log.append(offer("o", "factory", 900, rate("SLOW", 1_000, 200)));
    log.append(budget("b", "app", 8_999));
    log.append(demand("d", "app", "SLOW", 10, 500, 9), OrderAccepted.class);
    for (long interval = 0; interval < leavesAt; interval++) {
      assertThat(log.close(interval, OrderRejected.class)).isEmpty();
    }
    assertThat(log.close(leavesAt, OrderRejected.class)).hasSize(1);
    assertThat(log.state().order("app", "d")).isNull();
    assertThat(log.state().budgets().of("app").getSpent()).isEqualTo(4_000);
  }

  @Test
  void whoLeavesForTheBudgetInTheLastAuctionDoesNotExpireAsWell() {
    log.setTime(DAY);
    log.append(bid("d"), OrderAccepted.class);
    assertThat(log.close(1, OrderExpired.class)).isEmpty();
    assertThat(log.close(2, OrderAwarded.class)).isEmpty();
  }

  /** What it takes out is judged as what it lets in. */
  @Test
  void aBudgetThatIsCutBehindMidnightTakesOutNothingForWhatWasSpentBeforeIt() {
    log.setTime(DAY);
    log.append(bid("d"), OrderAccepted.class);
    assertThat(log.append(budget("cut", "app", 5_000))).hasSize(1);
    assertThat(log.append(budget("cut2", "app", 4_999))).hasSize(2);
  }

  private static TokenDemand bid(String id) {
    return demand(id, "app", "SLOW", 10, 500, 1);
  }
}
