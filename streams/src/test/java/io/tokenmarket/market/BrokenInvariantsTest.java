package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.clearing.Auction;
import io.tokenmarket.clearing.Outcome;
import java.lang.reflect.Proxy;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must never happen stops the market instead of being published. */
class BrokenInvariantsTest {
  private final Log log = Log.open();
  private final Collected orders;
  private final Outcome outcome;

  BrokenInvariantsTest() {
    log.append(offer("o", "factory", 1, rate("SLOW", 1_000, 200)));
    log.append(demand("d", "app", "SLOW", 40, 500, 1));
    orders = new Collected(log.state().rules(), log.state().openOrders());
    outcome = new Auction().clear(orders.book());
  }

  @Test
  void anOutcomeThatBalancesIsSettled() {
    assertThatCode(() -> settle(outcome)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sold", "made", "filled", "tradedLots"})
  void anOutcomeThatDoesNotBalanceIsNotSettled(String method) {
    assertThatThrownBy(() -> settle(withOneMore(method)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not balance");
  }

  @Test
  void anEntryOfAnotherMarketIsNotAnswered() {
    MarketState other = MarketState.undefined("us");
    assertRefused(other, demand("d", "app", "SLOW", 1, 100, 1), "'us' was given an entry of");
    assertRefused(other, Commands.gate(0), "'us' was given an entry of");
  }

  @Test
  void anEventInTheLogIsNoCommand() {
    SpecificRecord event = log.events.get(0);
    assertRefused(log.state(), event, "no command: io.tokenmarket.schemas.MarketDefined");
  }

  private static void assertRefused(MarketState state, SpecificRecord record, String message) {
    assertThatThrownBy(() -> Market.decide(state, new LogEntry(9, record)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private void settle(Outcome result) {
    new TradePricing(log.state().rules(), orders, result);
  }

  /** The outcome with one lot more wherever this method speaks of lots. */
  private Outcome withOneMore(String name) {
    return (Outcome)
        Proxy.newProxyInstance(
            Outcome.class.getClassLoader(),
            new Class<?>[] {Outcome.class},
            (proxy, method, arguments) -> {
              Object value = method.invoke(outcome, arguments);
              return method.getName().equals(name) ? (Long) value + 1 : value;
            });
  }
}
