package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.amendDemand;
import static io.tokenmarket.market.Commands.amendOffer;
import static io.tokenmarket.market.Commands.cancelDemand;
import static io.tokenmarket.market.Commands.cancelOffer;
import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAmended;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderFilled;
import io.tokenmarket.schemas.TokenDemand;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an order is when somebody changes it: its version, and what of it is filled. */
class VersionTest {
  private final Log log = Log.open(Log.laterRules());

  static Stream<SpecificRecord> changes() {
    return Stream.of(
        amendDemand("c", "app", "d", 5, 500),
        cancelDemand("c", "app", "d"),
        amendOffer("c", "factory", "o", 900, rate("SLOW", 1_000, 200)),
        cancelOffer("c", "factory", "o"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aCommandForAnotherVersionHasNoEffect(SpecificRecord change) {
    placeBoth();
    long version = orderOf(change).getVersion();
    assertThat(log.refused(ifVersion(change, "c1", version + 1))).isEqualTo(Reason.ORDER_CHANGED);
    assertThat(log.refused(ifVersion(change, "c2", -2))).isEqualTo(Reason.ORDER_CHANGED);
    assertThat(orderOf(change).getVersion()).isEqualTo(version);
    assertThat(log.append(ifVersion(change, "c3", version)).get(0))
        .isInstanceOfAny(OrderAmended.class, OrderCancelled.class);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aCommandForAnyVersionIsTaken(SpecificRecord change) {
    placeBoth();
    assertThat(log.append(change).get(0)).isInstanceOfAny(OrderAmended.class, OrderCancelled.class);
  }

  /** Of rulebook 0 no order has a version, so that none can be the one that is named. */
  @ParameterizedTest
  @MethodSource("changes")
  void inTheFirstRulebookAnyVersionIsAnother(SpecificRecord change) {
    Log first = Log.open();
    first.append(demand("d", "app", "SLOW", 10, 500, 9));
    first.append(offer("o", "factory", 9, rate("SLOW", 1_000, 200)));
    assertThat(first.state().openOrders()).extracting(OpenOrder::getVersion).containsOnly(-1L);
    for (long version : new long[] {0, 2, 4, Long.MAX_VALUE}) {
      assertThat(first.refused(ifVersion(change, "c" + version, version)))
          .isEqualTo(Reason.ORDER_CHANGED);
    }
  }

  @Test
  void theVersionIsWhereTheOrderWasChangedLast() {
    long placed = log.position();
    log.append(once("d", 100));
    assertThat(order().getVersion()).isEqualTo(placed);

    long amended = log.position();
    log.append(amendDemand("a", "app", "d", 90, 500));
    assertThat(order().getVersion()).isEqualTo(amended);
    assertThat(order().getLogPosition()).as("keeps its place").isEqualTo(placed);

    log.append(offer("o", "factory", 1, rate("SLOW", 500, 200)));
    long gate = log.position();
    log.close(0, OrderAwarded.class);
    assertThat(order().getFilled()).isEqualTo(30);
    assertThat(order().getVersion()).isEqualTo(gate);
  }

  /** 4,000 of 10,000 are bought between reading the order and sending it back. */
  @Test
  void anAmendmentGivesTheWholeQuantityWhatIsFilledIncluded() {
    log.append(once("d", 100));
    log.append(offer("o", "factory", 1, rate("SLOW", 500, 200)));
    log.close(0, OrderAwarded.class);
    OrderAmended amended = log.append(amendDemand("a", "app", "d", 100, 400), OrderAmended.class);

    assertThat(amended.getPlaceKept()).as("wants nothing more at any price").isTrue();
    assertThat(order().getFilled()).isEqualTo(30);
    log.append(offer("p", "factory", 1, rate("SLOW", 5_000, 200)));
    assertThat(log.close(1, OrderAwarded.class))
        .extracting(OrderAwarded::getLots)
        .containsOnly(70L);
    assertThat(log.state().openOrders()).isEmpty();
  }

  @Test
  void whoWantsMoreThanBeforeLosesTheirPlace() {
    log.append(once("d", 100));
    log.append(offer("o", "factory", 1, rate("SLOW", 500, 200)));
    log.close(0, OrderAwarded.class);
    assertThat(log.append(amendDemand("a", "app", "d", 101, 500), OrderAmended.class))
        .extracting(OrderAmended::getPlaceKept)
        .isEqualTo(false);
    assertThat(order().getFilled()).isEqualTo(30);
  }

  @Test
  void whoWantsNoMoreThanIsFilledHasAllOfIt() {
    log.append(once("d", 100));
    log.append(offer("o", "factory", 1, rate("SLOW", 500, 200)));
    log.close(0, OrderAwarded.class);
    List<SpecificRecord> events = log.append(amendDemand("a", "app", "d", 30, 500));

    assertThat(events).hasExactlyElementsOfTypes(OrderAmended.class, OrderFilled.class);
    OrderFilled filled = (OrderFilled) events.get(1);
    assertThat(filled.getOrderId()).isEqualTo("d");
    assertThat(filled.getInterval()).isZero();
    assertThat(log.state().openOrders()).isEmpty();
    assertThat(log.append(amendDemand("a", "app", "d", 30, 500)))
        .singleElement()
        .isEqualTo(Records.with(events.get(0), "repeated", true));
  }

  /** So that the rule above is seen to be one of its rulebook. */
  @Test
  void inTheFirstRulebookAnAmendmentGivesWhatIsStillWanted() {
    Log first = Log.open();
    first.append(once("d", 100));
    first.append(offer("o", "factory", 1, rate("SLOW", 500, 200)));
    first.close(0, OrderAwarded.class);
    first.append(amendDemand("a", "app", "d", 100, 400), OrderAmended.class);
    assertThat(first.state().order("app", "d").getFilled()).isZero();
  }

  private void placeBoth() {
    log.append(demand("d", "app", "SLOW", 10, 500, 9));
    log.append(offer("o", "factory", 9, rate("SLOW", 1_000, 200)));
  }

  private static TokenDemand once(String id, long lots) {
    return Records.with(demand(id, "app", "SLOW", lots, 500, 9), "once", true);
  }

  private OpenOrder order() {
    return log.state().order("app", "d");
  }

  private OpenOrder orderOf(SpecificRecord change) {
    Command command = Command.of(change);
    return log.state().order(command.participant(), command.order());
  }

  private static SpecificRecord ifVersion(SpecificRecord change, String id, long version) {
    return Records.with(Records.with(change, "ifVersion", version), "commandId", id);
  }
}
