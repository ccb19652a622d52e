package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderFilled;
import io.tokenmarket.schemas.TokenDemand;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long an order is, and how much of it. */
class LifetimeTest {
  private final Log log = Log.open();

  /** Makes 60 lots an interval. */
  @BeforeEach
  void aFactoryThatIsAlwaysThere() {
    log.append(offer("o", "factory", 900, rate("SLOW", 1_000, 200)));
  }

  @Test
  void anOrderUntilCancelledNeverExpires() {
    log.append(demand(1).setUntilCancelled(true).build());
    for (long interval = 0; interval < 50; interval++) {
      assertThat(log.close(interval, OrderExpired.class)).isEmpty();
    }
    assertThat(log.state().order("app", "d")).isNotNull();
  }

  @Test
  void anOrderForOneIntervalIsInThatAuctionOnlyAndEndsWithIt() {
    log.append(demand(1).setInterval(2).build());
    assertThat(bought(0)).isEmpty();
    assertThat(bought(1)).isEmpty();
    assertThat(log.append(Commands.gate(2))).filteredOn(OrderAwarded.class::isInstance).hasSize(2);
    assertThat(log.state().order("app", "d")).isNull();
  }

  @Test
  void anOrderForAnIntervalThatIsSkippedExpiresWithoutAnAuction() {
    log.append(demand(1).setInterval(2).build());
    assertThat(log.append(Commands.gate(5)))
        .noneMatch(OrderAwarded.class::isInstance)
        .contains(new OrderExpired("eu", "app", "d", 5L, 6L));
  }

  @Test
  void anOrderForAnIntervalComesBeforeItsGate() {
    log.append(Commands.gate(2));
    assertThat(log.refused(demand(1).setInterval(2).build())).isEqualTo(Reason.INTERVAL_PASSED);
  }

  @Test
  void aPartFillStaysOpenForTheRestAtItsPlace() {
    log.append(demand(9).setLots(100).setOnce(true).build());
    log.append(Commands.demand("later", "app", "SLOW", 60, 500, 9));
    assertThat(bought(0)).containsExactly("d 60");
    assertThat(bought(1)).containsExactly("d 40", "later 20");
  }

  @Test
  void whatIsFilledIsSaidToBeFilledAndIsGone() {
    log.append(demand(9).setLots(100).setOnce(true).build());
    assertThat(log.close(0, OrderFilled.class)).isEmpty();
    assertThat(log.close(1, OrderFilled.class))
        .containsExactly(new OrderFilled("eu", "app", "d", 1L, 8L));
    assertThat(log.state().order("app", "d")).isNull();
  }

  @Test
  void whatIsFilledInItsLastAuctionIsFilledAndNotExpired() {
    log.append(demand(1).setOnce(true).build());
    assertThat(log.append(Commands.gate(0)))
        .noneMatch(OrderExpired.class::isInstance)
        .anyMatch(OrderFilled.class::isInstance);
  }

  @Test
  void aPartFillExpiresWithTheRest() {
    log.append(demand(1).setLots(100).setOnce(true).build());
    assertThat(log.close(0, OrderExpired.class)).hasSize(1);
  }

  private static TokenDemand.Builder demand(long intervals) {
    return TokenDemand.newBuilder(Commands.demand("d", "app", "SLOW", 10, 500, intervals));
  }

  private List<String> bought(long interval) {
    return log.close(interval, OrderAwarded.class).stream()
        .filter(award -> !award.getOrderId().equals("o"))
        .map(award -> award.getOrderId() + " " + award.getLots())
        .toList();
  }
}
