package io.tokenmarket.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.market.CanonicalBytes;
import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.market.StateRecords;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TokenDemand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A market that is restored from its stores answers as one that never stopped. */
class RestartTest {
  private MarketState state;
  private long position;

  @BeforeEach
  void aMarketWithARememberedCommand() {
    state = MarketState.undefined("eu");
    position = 0;
    handle(Markets.definition("eu", "open"));
    handle(demand(500));
  }

  @Test
  void theSameCommandGetsTheSameAnswerAgainAcrossARestart() {
    restart();
    assertThat(handle(demand(500))).isEqualTo(accepted(1, true));
  }

  @Test
  void anotherCommandUnderTheIdIsAConflictAcrossARestart() {
    restart();
    assertThat(handle(demand(510)))
        .isInstanceOfSatisfying(
            OrderRejected.class,
            refusal -> assertThat(refusal.getReason()).isEqualTo("COMMAND_ID_CONFLICT"));
  }

  @ParameterizedTest(name = "restarted before auction {0}")
  @ValueSource(longs = {1, 2, 3})
  void theHorizonIsCountedInAuctionsAcrossARestart(long restartBefore) {
    for (long auction = 1; auction <= Markets.MEMORY; auction++) {
      assertThat(handle(demand(500))).isEqualTo(accepted(1, true));
      if (auction == restartBefore) {
        restart();
      }
      handle(new GateClosed("eu", auction, Instant.ofEpochMilli(auction)));
    }
    restart();
    assertThat(handle(demand(500))).isEqualTo(accepted(position - 1, false));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {50, 51, 52})
  void aRunThatIsRestartedAllTheTimeGivesTheSameBytes(long seed) {
    assertThat(run(seed, 7)).isEqualTo(run(seed, Integer.MAX_VALUE));
  }

  private List<String> run(long seed, int restartEvery) {
    CanonicalBytes bytes = new CanonicalBytes();
    RandomCommands commands = new RandomCommands("eu", seed);
    state = MarketState.undefined("eu");
    List<String> events = new ArrayList<>();
    for (position = 0; position < 1_500; ) {
      if (position % restartEvery == restartEvery - 1 && state.definition().isPresent()) {
        restart();
      }
      Market.handle(state, new LogEntry(position++, commands.next()))
          .forEach(event -> events.add(HexFormat.of().formatHex(bytes.of(event))));
    }
    return events;
  }

  private void restart() {
    state = StateRecords.restored(StateRecords.of(state));
  }

  /** The first event the command causes. */
  private SpecificRecord handle(SpecificRecord command) {
    return Market.handle(state, new LogEntry(position++, command)).get(0);
  }

  private static TokenDemand demand(long limit) {
    return TokenDemand.newBuilder()
        .setCommandId("d1")
        .setMarket("eu")
        .setParticipant("app")
        .setTier("HIGH")
        .setLots(10L)
        .setLimitPrice(limit)
        .setIntervals(1L)
        .build();
  }

  private static OrderAccepted accepted(long position, boolean repeated) {
    return new OrderAccepted("eu", "app", "d1", "d1", position, repeated);
  }
}
