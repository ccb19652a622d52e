package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.cancelDemand;
import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.gate;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static io.tokenmarket.market.Commands.resume;
import static io.tokenmarket.market.FaultySolver.BAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketChanged;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderRejected;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An auction that fails by no order's fault halts the market and takes nobody's order. */
class AuctionFailedTest {
  private final AtomicBoolean broken = new AtomicBoolean(true);

  /** What the checks of the auction throw, over any book with an order in it. */
  private final FaultySolver checks =
      new FaultySolver(
          book -> broken.get() && book.bids() > 0,
          new IllegalStateException("the auction does not balance"));

  @Test
  void aBrokenInvariantStopsTheMarketAndBlamesNobody() {
    Log log = filled(checks.log());
    List<OpenOrder> standing = List.copyOf(log.state().openOrders());
    MarketChanged halted = log.append(gate(0), MarketChanged.class);

    assertThat(halted.getParticipant()).isEqualTo("operator");
    assertThat(halted.getCommandId()).isEmpty();
    assertThat(halted.getHalted()).isTrue();
    assertThat(halted.getReason()).isEqualTo("AUCTION_FAILED");
    assertThat(halted.getArguments()).containsExactly("0", "eu");
    assertThat(halted.getDetail()).contains("interval 0", "'eu'", "no order is at fault");
    assertThat(log.state().openOrders()).containsExactlyElementsOf(standing);
    assertThat(log.state().interval()).isEqualTo(-1);
  }

  @Test
  void ordersMayBeCancelledAndTheOperatorHasTheNextGateTriedAgain() {
    Log log = filled(checks.log());
    log.append(gate(0));
    assertThat(log.append(gate(1))).as("it is halted").isEmpty();
    assertThat(log.refused(demand("e", "app", "SLOW", 1, 500, 1))).isEqualTo(Reason.MARKET_HALTED);
    log.append(cancelDemand("c", "app", "d1"), OrderCancelled.class);

    broken.set(false);
    log.append(resume("r"), MarketChanged.class);
    Clearing held = log.close(2, Clearing.class).get(0);
    assertThat(held.getPreviousInterval()).isEqualTo(-1);
    assertThat(held.getTrades()).isPositive();
  }

  /** Its own time is in no hash either: the clearing is that of a log without the gate. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void theGateHasNoPartInAHash(int rulebook) {
    Log failed = log(checks, rulebook);
    Log never = log(new FaultySolver(book -> false), rulebook);
    filled(failed).append(gate(0));
    filled(never);
    broken.set(false);
    assertThat(failed.state().inputHash()).isEqualTo(never.state().inputHash());
  }

  @Test
  void upToEightOrdersAreBlamedAndBeyondThatNobody() {
    assertThat(bad(8).close(0, OrderRejected.class)).hasSize(8);
    Log log = bad(9);
    assertThat(log.append(gate(0), MarketChanged.class).getReason()).isEqualTo("AUCTION_FAILED");
    assertThat(log.state().openOrders()).hasSize(9 + 3);
  }

  @Test
  void anIndicativeAuctionThatFailsIsNotPublished() {
    Log log = filled(log(checks, 1));
    assertThat(log.append(Commands.closing(0, 0))).isEmpty();
    assertThat(log.state().isClosing()).isFalse();
  }

  @Test
  void theSameLogHaltsAgain() {
    Log first = filled(checks.log());
    first.append(gate(0));
    first.append(resume("r"));
    Log again = new Log(MarketState.undefined(Commands.MARKET, checks), 0);
    first.entries.forEach(again::append);
    assertThat(again.events).isEqualTo(first.events);
    assertThat(again.state().stateHash()).isEqualTo(first.state().stateHash());
  }

  private static Log bad(int orders) {
    Log log = filled(FaultySolver.ofBadOrders().log());
    for (int i = 0; i < orders; i++) {
      log.append(demand("bad" + i, "app", "SLOW", BAD, 500, 1));
    }
    return log;
  }

  private static Log log(FaultySolver solver, int rulebook) {
    Log log = new Log(MarketState.undefined(Commands.MARKET, solver), 0);
    log.append(Log.rules().setRulebook(rulebook).build());
    return log;
  }

  private static Log filled(Log log) {
    log.append(offer("o", "factory", 9, rate("SLOW", 1_000, 200)));
    log.append(demand("d1", "app", "SLOW", 10, 500, 9));
    log.append(demand("d2", "app", "SLOW", 10, 600, 9));
    return log;
  }
}
