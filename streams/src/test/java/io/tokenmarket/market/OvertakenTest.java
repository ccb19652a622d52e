package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.cancelDemand;
import static io.tokenmarket.market.Commands.cancelOffer;
import static io.tokenmarket.market.Commands.demand;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TokenDemand;
import org.junit.jupiter.api.Test;

/** A cancellation that comes before its order, as from a producer of another partitioner. */
class OvertakenTest {
  private static final TokenDemand ORDER = demand("d", "app", "SLOW", 10, 500, 9);
  private final Log log = new Log();

  OvertakenTest() {
    log.append(Log.laterRules().build());
  }

  @Test
  void anOrderBehindItsCancellationDoesNotStand() {
    assertThat(log.refused(cancelDemand("c", "app", "d"))).isEqualTo(Reason.ORDER_NOT_FOUND);
    assertThat(log.refused(ORDER)).isEqualTo(Reason.ALREADY_CANCELLED);
    assertThat(log.state().openOrders()).isEmpty();
    assertThat(log.append(ORDER, OrderRejected.class).getRepeated()).isTrue();
  }

  @Test
  void orderAndCancellationInTheirOrderAreWhatTheyWere() {
    log.append(ORDER, OrderAccepted.class);
    log.append(cancelDemand("c", "app", "d"));
    assertThat(log.append(ORDER, OrderAccepted.class).getRepeated()).isTrue();
    log.append(demand("e", "app", "SLOW", 10, 500, 9), OrderAccepted.class);
  }

  @Test
  void theSideOfTheCancellationDoesNotMatter() {
    log.append(cancelOffer("c", "app", "d"));
    assertThat(log.refused(ORDER)).isEqualTo(Reason.ALREADY_CANCELLED);
  }

  @Test
  void nobodyElsesOrdersAreShutOut() {
    log.append(cancelDemand("c", "rival", "d"));
    log.append(ORDER, OrderAccepted.class);
  }

  /** It came behind the order, which is over: the id is as free as it was. */
  @Test
  void aCancellationOfAnOrderThatHasEndedShutsOutNothing() {
    TokenDemand once = demand("d", "app", "SLOW", 10, 500, 1);
    log.append(once, OrderAccepted.class);
    assertThat(log.close(0, OrderExpired.class)).hasSize(1);
    log.append(Commands.gate(1));
    assertThat(log.refused(cancelDemand("c", "app", "d"))).isEqualTo(Reason.ORDER_NOT_FOUND);
    log.append(Commands.gate(2));
    log.append(once, OrderAccepted.class);
  }

  @Test
  void itIsForgottenWithTheCancellation() {
    log.append(cancelDemand("c", "app", "d"));
    log.append(cancelDemand("c2", "app", "d"));
    for (long interval = 0; interval < Commands.MEMORY; interval++) {
      log.append(Commands.gate(interval));
    }
    log.append(ORDER, OrderAccepted.class);
  }

  @Test
  void aRestartChangesNothing() {
    log.append(cancelDemand("c", "app", "d"));
    Log after = new Log(Kept.restored(log.state(), 1), log.position());
    assertThat(after.refused(ORDER)).isEqualTo(Reason.ALREADY_CANCELLED);
  }

  @Test
  void inTheFirstRulebookTheOrderStands() {
    Log first = Log.open();
    assertThat(first.refused(cancelDemand("c", "app", "d"))).isEqualTo(Reason.ORDER_NOT_FOUND);
    first.append(ORDER, OrderAccepted.class);
  }
}
