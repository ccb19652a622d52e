package io.tokenmarket.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTest {
  private final EngineDriver engine = new EngineDriver();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void everyDueIntervalGetsOneGateHoweverOftenTheClockIsRead() {
    engine.send(Samples.definition(Samples.MARKET));
    LongStream.range(0, 40).forEach(step -> engine.look(step * 1_000));
    assertThat(gates()).containsExactly(0L, 1L, 2L, 3L);
    assertThat(engine.clearings())
        .extracting(clearing -> clearing.value().getInterval())
        .containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void intervalsThatPassedUnseenAreSkipped() {
    engine.send(Samples.definition(Samples.MARKET));
    engine.look(0);
    engine.look(75_000);
    assertThat(gates()).containsExactly(0L, 7L);
  }

  /** Its calendar has counted more than a thousand million intervals when it is defined. */
  @Test
  void aMarketWhoseOriginLiesFarInThePastHoldsNoAuctionOfThePast() {
    long now = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    engine.send(
        MarketDefinition.newBuilder(Samples.definition(Samples.MARKET))
            .setIntervalMillis(100)
            .setRulebook(1)
            .build());
    LongStream.range(0, 10).forEach(look -> engine.look(now));
    assertThat(gates()).containsExactly(now / 100);
    engine.look(now + 100);
    assertThat(gates()).containsExactly(now / 100 + 1);
  }

  /** As where its owner dies between writing a gate and reading it. */
  @Test
  void aGateThatStandsTwiceInTheLogTakesEffectOnce() {
    engine.send(Samples.definition(Samples.MARKET));
    GateClosed gate = new GateClosed(Samples.MARKET, 1L, Instant.ofEpochMilli(10_000));
    append(gate);
    assertThat(engine.clearings()).hasSize(1);
    append(gate);
    engine.look(10_000);
    assertThat(engine.clearings()).isEmpty();
  }

  /** So that the test above would see a second effect. */
  @Test
  void theNextGateInTheLogTakesEffect() {
    engine.send(Samples.definition(Samples.MARKET));
    append(new GateClosed(Samples.MARKET, 1L, Instant.ofEpochMilli(10_000)));
    append(new GateClosed(Samples.MARKET, 2L, Instant.ofEpochMilli(20_000)));
    assertThat(engine.clearings()).hasSize(2);
  }

  @Test
  void skippedIntervalsAreRecordedByTheClearingAndCostAnOrderNothing() {
    engine.send(Samples.definition(Samples.MARKET));
    engine.look(10_000);
    engine.send(Samples.demand("d", "app"));
    engine.look(75_000);
    assertThat(engine.clearings())
        .extracting(TestRecord::value)
        .extracting(Clearing::getInterval, Clearing::getPreviousInterval, Clearing::getAuction)
        .containsExactly(tuple(1L, -1L, 1L), tuple(7L, 1L, 2L));
    assertThat(engine.orderEvents())
        .extracting(TestRecord::value)
        .filteredOn(OrderExpired.class::isInstance)
        .extracting(event -> ((OrderExpired) event).getInterval())
        .containsExactly(7L);
  }

  private void append(GateClosed gate) {
    engine.send(Topics.MARKET_LOG, Samples.MARKET, engine.bytes(gate));
  }

  @Test
  void noGateClosesBeforeTheOriginOrWithoutAMarket() {
    engine.look(50_000);
    engine.send(Samples.definition(Samples.MARKET));
    engine.look(-1);
    assertThat(gates()).isEmpty();
  }

  @Test
  void aClockSetBackClosesNoGateTwice() {
    engine.send(Samples.definition(Samples.MARKET));
    engine.look(25_000);
    engine.look(5_000);
    engine.look(25_000);
    assertThat(gates()).containsExactly(2L);
  }

  @Test
  void everyMarketOfThePartitionHasItsOwnGates() {
    engine.send(Samples.definition("eu"));
    engine.send(Samples.definition("us"));
    engine.look(10_000);
    assertThat(engine.clearings())
        .extracting(TestRecord::key)
        .containsExactlyInAnyOrder("eu", "us");
  }

  @Test
  void anAuctionPublishesEachEventOnItsTopicUnderItsKey() {
    engine.send(Samples.definition(Samples.MARKET));
    engine.send(Samples.offer("o", "factory"));
    engine.send(Samples.demand("d", "app"));
    engine.orderEvents();
    engine.look(10_000);
    assertThat(engine.clearings()).extracting(TestRecord::key).containsExactly(Samples.MARKET);
    assertThat(engine.trades())
        .singleElement()
        .satisfies(
            trade -> {
              assertThat(trade.key()).isEqualTo(Samples.MARKET);
              assertThat(trade.value().getOfferId()).isEqualTo("o");
              assertThat(trade.value().getDemandId()).isEqualTo("d");
              assertThat(trade.value().getLots()).isEqualTo(5);
            });
    assertThat(engine.orderEvents())
        .filteredOn(event -> event.value() instanceof OrderAwarded)
        .extracting(TestRecord::key)
        .containsExactly("factory", "app");
  }

  private List<Long> gates() {
    return engine.commands().stream()
        .filter(GateClosed.class::isInstance)
        .map(gate -> ((GateClosed) gate).getInterval())
        .toList();
  }
}
