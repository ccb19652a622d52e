package io.tokenmarket.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.Trade;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of random commands; the seed is the test's argument. */
class RandomRunTest {
  private static final int COMMANDS = 4_000;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyClearingKeepsThePromises(long seed) {
    RandomCommands commands = new RandomCommands(seed);
    Log log = new Log();
    log.append(RandomCommands.definition());
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

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {6, 7})
  void theSameEntriesGiveTheSameBytes(long seed) {
    Log first = run(seed);
    Log second = new Log();
    first.entries.forEach(entry -> second.append(entry.command()));
    assertThat(bytes(second.events)).isEqualTo(bytes(first.events));
    assertThat(second.state().stateHash()).isEqualTo(first.state().stateHash());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {8, 9, 10})
  void aStateRestoredFromItsJournalContinuesWithTheSameBytes(long seed) {
    RecordingJournal journal = new RecordingJournal();
    Log log = new Log(MarketState.undefined(Commands.MARKET, journal), 0);
    RandomCommands commands = new RandomCommands(seed);
    log.append(RandomCommands.definition());
    for (int k = 0; k < COMMANDS; k++) {
      log.append(commands.next());
      if (k % 400 == 399) {
        log = continuesAlike(log, journal, commands, seed);
      }
    }
  }

  /** Restores, runs both on, and goes on with the log that has the recording journal. */
  private static Log continuesAlike(
      Log log, RecordingJournal journal, RandomCommands commands, long seed) {
    Log copy = new Log(journal.restored(seed), log.position());
    assertThat(copy.state().stateHash()).isEqualTo(log.state().stateHash());
    for (int k = 0; k < 100; k++) {
      SpecificRecord command = commands.next();
      assertThat(bytes(copy.append(command))).isEqualTo(bytes(log.append(command)));
    }
    assertThat(copy.state().stateHash()).isEqualTo(log.state().stateHash());
    return log;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {12, 13, 14})
  void aRunWithEverythingContinuesWithTheSameBytesFromItsJournal(long seed) {
    RecordingJournal journal = new RecordingJournal();
    Log log = new Log(MarketState.undefined(Commands.MARKET, journal), 0);
    LifeCommands commands = new LifeCommands(new Random(seed));
    log.append(LifeCommands.rules().build());
    for (int k = 0; k < 2_000; k++) {
      log.append(commands.next());
      if (k % 200 == 199) {
        Log copy = new Log(journal.restored(seed), log.position());
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

  private static Log run(long seed) {
    RandomCommands commands = new RandomCommands(seed);
    Log log = new Log();
    log.append(RandomCommands.definition());
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
