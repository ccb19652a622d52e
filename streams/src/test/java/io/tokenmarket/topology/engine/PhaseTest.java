package io.tokenmarket.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tokenmarket.schemas.GateClosing;
import io.tokenmarket.schemas.IndicativeClearing;
import io.tokenmarket.schemas.MarketChanged;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OrderRejected;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Intervals of ten seconds; no cancelling in the last four, an indicative clearing every two. */
class PhaseTest {
  private final EngineDriver engine = new EngineDriver();

  @BeforeEach
  void open() {
    engine.send(
        MarketDefinition.newBuilder(Samples.definition(Samples.MARKET))
            .setNoCancelMillis(4_000)
            .setIndicativeMillis(2_000)
            .build());
    engine.look(0);
    engine.commands();
    engine.clearings();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void thePhaseIsWrittenIntoTheLogWhenItIsDueHoweverOftenTheClockIsRead() {
    LongStream.rangeClosed(1, 100).forEach(step -> engine.look(step * 100));
    assertThat(engine.commands())
        .filteredOn(GateClosing.class::isInstance)
        .extracting(
            entry -> ((GateClosing) entry).getInterval(),
            entry -> ((GateClosing) entry).getNumber(),
            entry -> ((GateClosing) entry).getAt().toEpochMilli())
        .containsExactly(tuple(1L, 0, 6_000L), tuple(1L, 1, 8_000L));
    assertThat(engine.clearings()).hasSize(1);
  }

  @Test
  void indicativeClearingsAreOnTheirOwnTopicUnderTheMarket() {
    engine.send(Samples.offer("o", "factory"));
    engine.send(Samples.demand("d", "app"));
    engine.look(6_500);
    TestRecord<String, IndicativeClearing> record = engine.indicativeClearings().get(0);
    assertThat(record.key()).isEqualTo(Samples.MARKET);
    assertThat(record.value().getTiers().get(0).getLots()).isEqualTo(5);
    assertThat(engine.trades()).isEmpty();
    assertThat(engine.clearings()).isEmpty();
  }

  @Test
  void whatCameTooLateInThePhaseIsNotMadeUpFor() {
    engine.look(9_000);
    assertThat(numbers()).containsExactly(1);
  }

  @Test
  void anOrderIsNotCancelledInThePhaseAndIsBehindTheGate() {
    engine.send(Samples.demand("d", "app"));
    engine.look(6_500);
    engine.orderEvents();
    engine.send(Samples.demandCancelled("c", "app", "d"));
    assertThat(((OrderRejected) engine.orderEvents().get(0).value()).getReason())
        .isEqualTo("NO_CANCEL_PHASE");
  }

  @Test
  void aHaltedMarketGetsNeitherPhaseNorGateAndGoesOnWhenItIsResumed() {
    engine.send(Samples.halt(Samples.MARKET));
    engine.look(6_500);
    engine.look(25_000);
    assertThat(engine.commands()).noneMatch(GateClosing.class::isInstance);
    assertThat(engine.clearings()).isEmpty();
    engine.send(Samples.resume(Samples.MARKET));
    engine.look(27_000);
    assertThat(engine.clearings())
        .extracting(clearing -> clearing.value().getInterval())
        .containsExactly(2L);
    engine.look(27_000);
    assertThat(numbers()).containsExactly(0);
  }

  @Test
  void theAnswerToAnOperatorGoesToTheOperator() {
    engine.orderEvents();
    engine.send(Samples.halt(Samples.MARKET));
    TestRecord<String, ?> answer = engine.orderEvents().get(0);
    assertThat(answer.key()).isEqualTo("operator");
    assertThat(answer.value()).isInstanceOf(MarketChanged.class);
  }

  private List<Integer> numbers() {
    return engine.indicativeClearings().stream().map(record -> record.value().getNumber()).toList();
  }
}
