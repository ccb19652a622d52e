package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.MARKET;
import static io.tokenmarket.market.Commands.demand;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.GateClosing;
import io.tokenmarket.schemas.IndicativeClearing;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gate that a clock wrote which was ahead of the log's. */
class AheadTest {
  private static final long GATE_5 = Calendar.gate(Commands.definition("any"), 5);

  private final Log log = Log.open(Log.laterRules().setNoCancelMillis(20_000));

  @ParameterizedTest
  @ValueSource(longs = {1_001, 60_000, 86_400_000, 1_300_000})
  void aGateAheadOfItsEntryHasNoEffect(long ahead) {
    log.append(demand("d", "app", "SLOW", 1, 500, 1));
    byte[] before = log.state().stateHash();
    assertThat(gate(5, GATE_5 - ahead)).isEmpty();
    assertThat(log.state().stateHash()).isEqualTo(before);
    assertThat(log.state().openOrders()).hasSize(1);
  }

  /** Its own field says nothing: the market's calendar decides. */
  @Test
  void whatTheGateSaysOfItselfDecidesNothing() {
    assertThat(append(new GateClosed(MARKET, 5L, Instant.EPOCH), GATE_5 - 1_001)).isEmpty();
    assertThat(append(new GateClosed(MARKET, Long.MAX_VALUE, Instant.EPOCH), GATE_5)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, 999, 0, -1, -86_400_000, -8_640_000_000L})
  void clocksMayDifferByASecondAndAGateMayBeLate(long ahead) {
    assertThat(gate(5, GATE_5 - ahead).get(0)).isInstanceOf(Clearing.class);
  }

  @Test
  void aPhaseAheadOfItsEntryDoesNotBegin() {
    long begins = GATE_5 - 20_000;
    GateClosing closing = new GateClosing(MARKET, 5L, 0, Instant.EPOCH);
    assertThat(append(closing, begins - 1_001)).isEmpty();
    assertThat(log.state().isClosing()).isFalse();
    assertThat(append(closing, begins - 1_000).get(0)).isInstanceOf(IndicativeClearing.class);
  }

  @Test
  void inTheFirstRulebookTheTimeDecidesNothing() {
    Log first = Log.open();
    LogEntry entry = new LogEntry(first.position(), 0, Commands.gate(5));
    assertThat(first.append(entry).get(0)).isInstanceOf(Clearing.class);
  }

  private List<SpecificRecord> gate(long interval, long time) {
    return append(Commands.gate(interval), time);
  }

  private List<SpecificRecord> append(SpecificRecord entry, long time) {
    return log.append(new LogEntry(log.position(), time, entry));
  }
}
