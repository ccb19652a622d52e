package io.tokenmarket.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.Trade;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of random commands; the seed is the test's argument. */
class RandomRunTest {
  private static final int COMMANDS = 4_000;

  @ParameterizedTest(name = "seed {0}, rulebook {1}")
  @CsvSource({"1, 0", "2, 0", "3, 0", "4, 0", "5, 0", "1, 1", "2, 1", "3, 1", "4, 1"})
  void everyClearingKeepsThePromises(long seed, int rulebook) {
    RandomCommands commands = new RandomCommands(seed);
    Log log = new Log();
    log.append(definition(rulebook));
    int trades = 0;
    for (int k = 0; k < COMMANDS; k++) {
      List<OpenOrder> stood = List.copyOf(log.state().openOrders());
      List<SpecificRecord> events = log.append(commands.next());
      if (!events.isEmpty() && events.get(0) instanceof Clearing) {
        new PublishedPromises(RandomCommands.definition(), stood, events).check();
        trades += events.stream().filter(Trade.class::isInstance).count();
      }
    }
    assertThat(trades).as("trades, or the run shows nothing").isGreaterThan(1_000);
  }

  private static MarketDefinition definition(int rulebook) {
    return MarketDefinition.newBuilder(RandomCommands.definition()).setRulebook(rulebook).build();
  }

  @ParameterizedTest(name = "seed {0}, rulebook {1}")
  @CsvSource({"6, 0", "7, 0", "6, 1", "7, 1"})
  void theSameEntriesGiveTheSameBytes(long seed, int rulebook) {
    Log first = run(seed, rulebook);
    Log second = new Log();
    first.entries.forEach(second::append);
    assertThat(bytes(second.events)).isEqualTo(bytes(first.events));
    assertThat(second.state().stateHash()).isEqualTo(first.state().stateHash());
  }

  @ParameterizedTest(name = "seed {0}, rulebook {1}")
  @CsvSource({"8, 0", "9, 0", "10, 0", "8, 1", "9, 1"})
  void aStateRestoredFromItsRecordsContinuesWithTheSameBytes(long seed, int rulebook) {
    Log log = new Log();
    RandomCommands commands = new RandomCommands(seed);
    log.append(definition(rulebook));
    for (int k = 0; k < COMMANDS; k++) {
      log.append(commands.next());
      if (k % 400 == 399) {
        log = continuesAlike(log, commands, seed);
      }
    }
  }

  /** Restores, runs both on, and goes on with the one that was not restored. */
  private static Log continuesAlike(Log log, RandomCommands commands, long seed) {
    Log copy = copy(log, seed);
    assertThat(copy.state().stateHash()).isEqualTo(log.state().stateHash());
    for (int k = 0; k < 100; k++) {
      SpecificRecord command = commands.next();
      assertThat(bytes(copy.append(command))).isEqualTo(bytes(log.append(command)));
    }
    assertThat(copy.state().stateHash()).isEqualTo(log.state().stateHash());
    return log;
  }

  private static Log copy(Log log, long seed) {
    Log copy = new Log(Kept.restored(log.state(), seed), log.position());
    copy.setTime(log.time());
    return copy;
  }

  @ParameterizedTest(name = "seed {0}, rulebook {1}")
  @CsvSource({"12, 0", "13, 0", "14, 0", "12, 1", "13, 1", "14, 1"})
  void aRunWithEverythingContinuesWithTheSameBytesFromItsRecords(long seed, int rulebook) {
    Log log = new Log();
    LifeCommands commands = new LifeCommands(new Random(seed));
    log.append(LifeCommands.rules().setRulebook(rulebook).build());
    for (int k = 0; k < 2_000; k++) {
      log.append(commands.next());
      if (k % 200 == 199) {
        Log copy = copy(log, seed);
        for (int n = 0; n < 60; n++) {
          SpecificRecord command = commands.next();
          assertThat(bytes(copy.append(command))).isEqualTo(bytes(log.append(command)));
        }
        assertThat(copy.state().stateHash()).isEqualTo(log.state().stateHash());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11})
  void decidingChangesNothing(long seed) {
    RandomCommands commands = new RandomCommands(seed);
    Log log = new Log();
    log.append(RandomCommands.definition());
    for (int k = 0; k < 1_000; k++) {
      SpecificRecord command = commands.next();
      byte[] before = log.state().stateHash();
      List<SpecificRecord> decided =
          Market.decide(log.state(), new LogEntry(log.position(), command));
      assertThat(log.state().stateHash()).isEqualTo(before);
      assertThat(bytes(log.append(command))).isEqualTo(bytes(decided));
    }
  }

  private static Log run(long seed, int rulebook) {
    RandomCommands commands = new RandomCommands(seed);
    Log log = new Log();
    log.append(definition(rulebook));
    for (int k = 0; k < COMMANDS; k++) {
      log.append(commands.next());
    }
    return log;
  }

  private static List<String> bytes(List<SpecificRecord> events) {
    CanonicalBytes canonical = new CanonicalBytes();
    return events.stream().map(canonical::of).map(HexFormat.of()::formatHex).toList();
  }
}
