package io.tokenmarket.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DeadLetter;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.Trade;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Each check holds of an exchange as it is, and finds the one thing that is then done to it. */
class ChecksTest {
  private final Exchange exchange = new Exchange(7);

  ChecksTest() {
    LongStream.range(0, 8).forEach(exchange::auction);
  }

  @Test
  void anExchangeThatKeepsItsPromisesPasses() {
    checkAnswers();
    MoneyCheck.check(exchange.published());
    assertThat(gates(List.of())).isEqualTo(GateCheck.Skipped.NONE);
  }

  @Test
  void aCommandWithoutItsAnswerIsFound() {
    OrderAccepted answer = exchange.first(OrderAccepted.class);
    exchange.withhold(answer);
    broken(this::checkAnswers).contains(answer.getCommandId());
  }

  @Test
  void aCommandAnsweredTwiceIsFound() {
    OrderAccepted answer = exchange.first(OrderAccepted.class);
    exchange.publishAgain(OrderAccepted.newBuilder(answer).setLogPosition(99_999).build());
    broken(this::checkAnswers).contains("answered more than once");
  }

  @Test
  void anAnswerOtherThanItsSenderWasGivenIsFound() {
    OrderAccepted answer = exchange.first(OrderAccepted.class);
    long position = answer.getLogPosition() + 1;
    exchange.alter(answer, OrderAccepted.newBuilder(answer).setLogPosition(position).build());
    broken(this::checkAnswers).contains(answer.getCommandId());
  }

  @Test
  void anOrderThatEndsTwiceIsFound() {
    OrderExpired end = exchange.first(OrderExpired.class);
    exchange.publishAgain(end);
    broken(this::checkAnswers).contains(end.getOrderId(), "ends twice");
  }

  @Test
  void anOrderCancelledAndExpiredIsFound() {
    OrderExpired end = exchange.first(OrderExpired.class);
    String cancelled = exchange.first(OrderCancelled.class).getOrderId();
    exchange.alter(end, OrderExpired.newBuilder(end).setOrderId(cancelled).build());
    broken(this::checkAnswers).contains("ends twice");
  }

  @Test
  void aTradeOfOneLotMoreIsFound() {
    Trade trade = exchange.first(Trade.class);
    exchange.alter(trade, Trade.newBuilder(trade).setLots(trade.getLots() + 1).build());
    broken(() -> MoneyCheck.check(exchange.published())).contains("lots");
  }

  @Test
  void aFeeOfOneNanoDollarMoreIsFound() {
    Trade trade = exchange.first(Trade.class);
    long fee = trade.getFeeNanoDollars() + 1;
    exchange.alter(trade, Trade.newBuilder(trade).setFeeNanoDollars(fee).build());
    broken(() -> MoneyCheck.check(exchange.published())).contains("fees");
  }

  @Test
  void aTradeWithoutItsAuctionIsFound() {
    exchange.withhold(exchange.first(Clearing.class));
    broken(() -> MoneyCheck.check(exchange.published())).contains("without an auction");
  }

  @Test
  void aGateThatClosesTwiceIsFound() {
    exchange.publishAgain(exchange.published().clearings(Exchange.MARKET).get(7));
    broken(() -> gates(List.of())).contains("is not after");
  }

  @Test
  void anAuctionThatIsMissingFromTheChainIsFound() {
    exchange.withhold(exchange.published().clearings(Exchange.MARKET).get(3));
    broken(() -> gates(List.of())).contains("before it stands");
  }

  @Test
  void aMarketThatStandsStillWithoutAFaultIsFound() {
    exchange.auction(30);
    broken(() -> gates(List.of())).contains("22 intervals were skipped without a fault");
  }

  @Test
  void aMarketThatStandsStillDuringAFaultIsExcused() {
    exchange.auction(30);
    Instant end = Exchange.gate(30);
    Disturbance fault = new Disturbance(Fault.NODES_KILLED, Exchange.gate(8), end, end);
    assertThat(gates(List.of(fault))).isEqualTo(new GateCheck.Skipped(22, 0));
  }

  @Test
  void anAuctionThatIsLateIsCountedButNotExcused() {
    exchange.auction(9);
    assertThat(gates(List.of())).isEqualTo(new GateCheck.Skipped(0, 1));
  }

  @Test
  void garbageThatVanishesIsFound() {
    broken(() -> Garbage.check(Set.of("supply-offers-0, offset 3"), List.of()))
        .contains("supply-offers-0, offset 3");
  }

  @Test
  void aDeadLetterThatIsThereTwiceIsFound() {
    DeadLetter letter = letter("supply-offers", 3);
    Garbage.check(Set.of("supply-offers-0, offset 3"), List.of(letter));
    broken(() -> Garbage.check(Set.of("supply-offers-0, offset 3"), List.of(letter, letter)))
        .contains("twice");
  }

  @Test
  void nothingIsMissedBeforeTheMarketHasBegun() {
    exchange.auction(30);
    Published published = exchange.published();
    List<MarketDefinition> markets = List.of(exchange.definition);
    assertThat(GateCheck.check(published, markets, Exchange.gate(29), List.of()))
        .isEqualTo(GateCheck.Skipped.NONE);
  }

  private void checkAnswers() {
    AnswerCheck.check(exchange.published(), exchange.sent);
  }

  private GateCheck.Skipped gates(List<Disturbance> faults) {
    return GateCheck.check(
        exchange.published(), List.of(exchange.definition), Exchange.ORIGIN, faults);
  }

  private static AbstractStringAssert<?> broken(ThrowingCallable check) {
    return assertThatThrownBy(check).isInstanceOf(BrokenPromiseException.class).message();
  }

  private static DeadLetter letter(String topic, long offset) {
    return DeadLetter.newBuilder()
        .setTopic(topic)
        .setPartition(0)
        .setOffset(offset)
        .setCause("UNDECODABLE")
        .setDetail("")
        .build();
  }
}
