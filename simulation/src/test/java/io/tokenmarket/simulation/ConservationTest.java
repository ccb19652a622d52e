package io.tokenmarket.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What the check says of an auction as it was, and of the same auction tampered with. */
class ConservationTest {
  private final List<SpecificRecord> events = auction();
  private final Clearing clearing = (Clearing) events.get(0);

  @Test
  void anAuctionAsItWasBalances() {
    assertThat(Conservation.check(clearing, events).in())
        .isPositive()
        .isEqualByComparingTo(clearing.getRevenue());
  }

  @Test
  void aLostTradeIsNoticed() {
    breaks(Trade.class, trade -> null, "traded");
  }

  @Test
  void anAwardOfALotTooManyIsNoticed() {
    breaks(
        OrderAwarded.class,
        award -> OrderAwarded.newBuilder(award).setLots(award.getLots() + 1).build(),
        "lots made");
  }

  @Test
  void aNanoDollarMadeOfNothingIsNoticed() {
    breaks(
        OrderAwarded.class,
        award -> OrderAwarded.newBuilder(award).setNanoDollars(award.getNanoDollars() + 1).build(),
        "money in");
  }

  @Test
  void aFeeThatNobodyPaidIsNoticed() {
    breaks(
        Trade.class,
        trade -> Trade.newBuilder(trade).setFeeNanoDollars(trade.getFeeNanoDollars() + 1).build(),
        "fees published");
  }

  private <T extends SpecificRecord> void breaks(
      Class<T> type, UnaryOperator<T> tamper, String complaint) {
    List<SpecificRecord> tampered = new ArrayList<>(events);
    SpecificRecord victim = events.stream().filter(type::isInstance).findFirst().orElseThrow();
    SpecificRecord changed = tamper.apply(type.cast(victim));
    int at = tampered.indexOf(victim);
    tampered.remove(at);
    if (changed != null) {
      tampered.add(at, changed);
    }
    assertThatThrownBy(() -> Conservation.check(clearing, tampered))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(complaint);
  }

  private static List<SpecificRecord> auction() {
    Scenario scenario = Scenario.shipped("quickstart");
    String market = scenario.definition().getMarket();
    MarketState state = MarketState.undefined(market);
    List<SpecificRecord> commands = new ArrayList<>();
    commands.add(scenario.definition());
    commands.addAll(scenario.population().commands(0));
    commands.add(new GateClosed(market, 0L, scenario.definition().getOrigin()));
    List<SpecificRecord> last = List.of();
    for (int position = 0; position < commands.size(); position++) {
      long gate = scenario.definition().getOrigin().toEpochMilli();
      last = Market.handle(state, new LogEntry(position, gate, commands.get(position)));
    }
    return last;
  }
}
