package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.cancelDemand;
import static io.tokenmarket.market.Commands.cancelOffer;
import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Trade;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class OrderLifeTest {
  private final Log log = Log.open();

  @Test
  void anOrderIsNamedByTheCommandThatPlacedIt() {
    OrderAccepted answer = log.append(demand("d", "app", "SLOW", 10, 500, 1), OrderAccepted.class);
    assertThat(answer).isEqualTo(new OrderAccepted("eu", "app", "d", "d", 2L, false));
  }

  @Test
  void anOrderThatMeetsItsCounterpartIsAwarded() {
    log.append(offer("o", "factory", 1, rate("SLOW", 1_000, 200)));
    log.append(demand("d", "app", "SLOW", 10, 500, 1));
    assertThat(log.close(0, OrderAwarded.class))
        .extracting(OrderAwarded::getOrderId, OrderAwarded::getTier, OrderAwarded::getLots)
        .containsExactly(tuple("o", "SLOW", 10L), tuple("d", "SLOW", 10L));
  }

  @Test
  void anOrderThatGetsNothingIsNotAwarded() {
    log.append(offer("o", "factory", 1, rate("SLOW", 1_000, 600)));
    log.append(demand("d", "app", "SLOW", 10, 500, 1));
    assertThat(log.close(0, OrderAwarded.class)).isEmpty();
  }

  @Test
  void aCancelledOrderIsNotAwarded() {
    log.append(offer("o", "factory", 1, rate("SLOW", 1_000, 200)));
    log.append(demand("d", "app", "SLOW", 10, 500, 1));
    assertThat(log.append(cancelDemand("c", "app", "d"), OrderCancelled.class))
        .isEqualTo(new OrderCancelled("eu", "app", "c", "d", 6L, false));
    assertThat(log.close(0, OrderAwarded.class)).isEmpty();
  }

  @Test
  void aCancelledOfferIsNoLongerOpen() {
    log.append(offer("o", "factory", 1, rate("SLOW", 1_000, 200)));
    log.append(cancelOffer("c", "factory", "o"), OrderCancelled.class);
    assertThat(log.state().openOrders()).isEmpty();
    assertThat(log.append(cancelOffer("c2", "factory", "o"), OrderRejected.class).getReason())
        .isEqualTo("ORDER_NOT_FOUND");
  }

  @Test
  void anOrderExpiresAfterItsLastAuction() {
    log.append(demand("d", "app", "SLOW", 10, 500, 2));
    assertThat(log.close(0, OrderExpired.class)).isEmpty();
    assertThat(log.close(1, OrderExpired.class))
        .containsExactly(new OrderExpired("eu", "app", "d", 1L, 6L));
    assertThat(log.state().openOrders()).isEmpty();
  }

  @Test
  void aSkippedIntervalCostsAnOrderNothing() {
    log.append(demand("d", "app", "SLOW", 10, 500, 2));
    assertThat(log.close(0, OrderExpired.class)).isEmpty();
    assertThat(log.close(9, OrderExpired.class)).hasSize(1);
  }

  @Test
  void aSkippedIntervalIsVisible() {
    log.close(3, Clearing.class);
    Clearing later = log.close(9, Clearing.class).get(0);
    assertThat(later.getInterval()).isEqualTo(9);
    assertThat(later.getPreviousInterval()).isEqualTo(3);
    assertThat(later.getAuction()).isEqualTo(2);
  }

  @Test
  void theFirstAuctionHasNoneBefore() {
    assertThat(log.close(3, Clearing.class).get(0).getPreviousInterval()).isEqualTo(-1);
  }

  @Test
  void whatIsNotFilledIsGoneWithItsIntervalAndTheOrderStaysWhole() {
    log.append(offer("o", "factory", 1, rate("SLOW", 1_000, 200)));
    log.append(demand("d", "app", "SLOW", 100, 500, 2));
    OpenOrder before = log.state().order("app", "d");
    assertThat(log.close(0, OrderAwarded.class)).extracting(OrderAwarded::getLots).contains(60L);
    assertThat(log.state().order("app", "d")).isEqualTo(before);
  }

  @Test
  void anOrderBehindTheGateWaitsForTheNext() {
    log.append(offer("o", "factory", 2, rate("SLOW", 1_000, 200)));
    assertThat(log.close(0, OrderAwarded.class)).isEmpty();
    log.append(demand("d", "app", "SLOW", 10, 500, 1));
    assertThat(log.close(1, OrderAwarded.class)).hasSize(2);
  }

  @Test
  void aGateThatIsNotAfterTheLastAuctionIsIgnored() {
    log.close(5, Clearing.class);
    byte[] before = log.state().stateHash();
    assertThat(log.append(Commands.gate(5))).isEmpty();
    assertThat(log.append(Commands.gate(4))).isEmpty();
    assertThat(log.state().stateHash()).isEqualTo(before);
  }

  @Test
  void anUndefinedMarketHoldsNoAuction() {
    assertThat(new Log().append(Commands.gate(0))).isEmpty();
  }

  @Test
  void anEmptyBookClearsToNothing() {
    Clearing clearing = (Clearing) log.append(Commands.gate(0)).get(0);
    assertThat(clearing.getTrades()).isZero();
    assertThat(clearing.getTiers()).noneMatch(tier -> tier.getTraded());
    assertThat(clearing.getRevenue()).isZero();
  }

  @Test
  void theEventsOfAGateStandInTheirOrder() {
    log.append(demand("d1", "app", "FAST", 20, 900, 1));
    log.append(offer("o1", "f", 1, rate("FAST", 1_000, 200), rate("SLOW", 2_000, 150)));
    log.append(offer("o2", "f", 1, rate("SLOW", 2_000, 200)));
    log.append(demand("d2", "app", "SLOW", 170, 900, 1));
    assertThat(log.append(Commands.gate(0)).stream().map(OrderLifeTest::label))
        .containsExactly(
            "Clearing",
            "Trade 0",
            "Trade 1",
            "Trade 2",
            "Awarded o1 SLOW",
            "Awarded o1 FAST",
            "Awarded o2 SLOW",
            "Awarded d1 FAST",
            "Awarded d2 SLOW",
            "Expired d1",
            "Expired o1",
            "Expired o2",
            "Expired d2");
  }

  @Test
  void aRejectedCommandChangesNoOrderAndNoAuction() {
    Log quiet = Log.open();
    for (Log each : List.of(log, quiet)) {
      each.append(offer("o", "factory", 1, rate("SLOW", 1_000, 200)));
      each.append(demand("d", "app", "SLOW", 100, 500, 2));
    }
    ReasonCodesTest.refusals()
        .map(row -> (SpecificRecord) row.get()[0])
        .filter(command -> !List.of("d", "demand", "offer").contains(Command.of(command).id()))
        .forEach(command -> log.append(command, OrderRejected.class));
    assertThat(log.state().openOrders()).containsExactlyElementsOf(quiet.state().openOrders());
    assertThat(log.close(0, Trade.class)).hasSize(1);
    assertThat(log.state().auctions()).isEqualTo(1);
  }

  private static String label(SpecificRecord event) {
    if (event instanceof Trade trade) {
      return "Trade " + trade.getNumber();
    }
    if (event instanceof OrderAwarded award) {
      return "Awarded " + award.getOrderId() + " " + award.getTier();
    }
    if (event instanceof OrderExpired expired) {
      return "Expired " + expired.getOrderId();
    }
    return event.getSchema().getName();
  }
}
