package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.closing;
import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.IndicativeClearing;
import io.tokenmarket.schemas.IndicativeTier;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.TierClearing;
import org.junit.jupiter.api.Test;

/** The phase before a gate and its indicative clearings. */
class IndicativeAuctionTest {
  private final Log log = Log.open();

  private void book() {
    log.append(offer("o", "factory", 9, rate("SLOW", 1_000, 200)));
    log.append(demand("d", "app", "SLOW", 10, 500, 9));
  }

  @Test
  void anIndicativeClearingSaysWhatTheGateWouldGiveThere() {
    book();
    IndicativeClearing indicative = log.append(closing(0, 0), IndicativeClearing.class);
    TierClearing settled = log.close(0, Clearing.class).get(0).getTiers().get(0);
    IndicativeTier tier = indicative.getTiers().get(0);
    assertThat(tier)
        .isEqualTo(
            new IndicativeTier(
                settled.getTier(),
                true,
                settled.getPrice(),
                settled.getLowest(),
                settled.getHighest(),
                settled.getLots(),
                settled.getBidLots()));
    assertThat(indicative.getLogPosition()).isEqualTo(6);
  }

  @Test
  void nothingIsSettledByIt() {
    book();
    var before = log.state().openOrders().stream().toList();
    assertThat(log.append(closing(0, 0))).hasSize(1);
    assertThat(log.state().openOrders()).containsExactlyElementsOf(before);
    assertThat(log.state().auctions()).isZero();
  }

  @Test
  void aNewOrderIsTakenInThePhase() {
    log.append(closing(0, 0));
    book();
    IndicativeClearing second = log.append(closing(0, 1), IndicativeClearing.class);
    assertThat(second.getTiers())
        .extracting(IndicativeTier::getTier, IndicativeTier::getLots)
        .containsExactly(tuple("SLOW", 10L), tuple("FAST", 0L));
  }

  @Test
  void thePhaseEndsWithTheNextAuctionWhicheverItsInterval() {
    book();
    log.append(closing(0, 0));
    log.append(Commands.gate(4));
    log.append(Commands.cancelDemand("c", "app", "d"), OrderCancelled.class);
  }

  @Test
  void anEntryThatIsNotBehindTheLastOneIsIgnored() {
    log.append(closing(3, 1));
    byte[] before = log.state().stateHash();
    assertThat(log.append(closing(3, 1))).isEmpty();
    assertThat(log.append(closing(3, 0))).isEmpty();
    assertThat(log.append(closing(2, 9))).isEmpty();
    assertThat(log.state().stateHash()).isEqualTo(before);
    assertThat(log.append(closing(3, 2))).hasSize(1);
    log.append(Commands.gate(3));
    assertThat(log.append(closing(3, 3))).isEmpty();
  }

  @Test
  void anUndefinedMarketHasNoPhase() {
    assertThat(new Log().append(closing(0, 0))).isEmpty();
  }

  @Test
  void aPoisonousOrderIsLeftOutAndStaysForTheGate() {
    Log poisoned = FaultySolver.ofBadOrders().log();
    poisoned.append(offer("o", "factory", 5, rate("SLOW", 1_000, 200)));
    poisoned.append(demand("bad", "app", "SLOW", FaultySolver.BAD, 500, 5));
    poisoned.append(demand("d", "app", "SLOW", 10, 600, 5));
    IndicativeClearing indicative = poisoned.append(closing(0, 0), IndicativeClearing.class);
    assertThat(indicative.getTiers().get(0).getLots()).isEqualTo(10);
    assertThat(poisoned.state().order("app", "bad")).isNotNull();
  }

  @Test
  void itIsPartOfTheInputHash() {
    Log without = Log.open();
    log.append(closing(0, 0));
    assertThat(log.close(0, Clearing.class).get(0).getInputHash())
        .isNotEqualTo(without.close(0, Clearing.class).get(0).getInputHash());
  }
}
