package io.tokenmarket.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.replay.Verification.Result;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Topics;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an exchange publishes is what its log gives, in whatever sequence it came through. */
class VerificationTest {
  private static final int ENTRIES = 3_000;

  @ParameterizedTest(name = "seed {0}: {2} markets in {1} partitions")
  @CsvSource({"1, 1, 1", "2, 1, 3", "3, 3, 2", "4, 4, 9", "5, 8, 5", "6, 5, 20"})
  void whatWasPublishedIsIdentical(long seed, int partitions, int markets) {
    MemoryLog log = GeneratedLog.of(seed, partitions, markets, ENTRIES);
    Result result = Verification.run(log, Progress.NONE);
    assertThat(result.difference()).isEmpty();
    assertThat(result.viewsCompared()).isTrue();
    assertThat(result.tally().commands()).isEqualTo(ENTRIES);
    assertThat(result.tally().clearings()).isEqualTo(count(log, Topics.CLEARINGS)).isPositive();
    assertThat(result.tally().events() + result.tally().intake())
        .isEqualTo(
            count(log, Topics.CLEARINGS)
                + count(log, Topics.TRADES)
                + count(log, Topics.ORDER_EVENTS));
    assertThat(result.tally().intake()).isPositive();
    assertThat(result.tally().unreadable()).isPositive();
    assertThat(result.tally().views()).isPositive();
  }

  @ParameterizedTest(name = "seed {0}: {2} markets in {1} partitions")
  @CsvSource({"21, 1, 1", "22, 2, 3", "23, 3, 2"})
  void whatWasPublishedOfEveryKindIsIdentical(long seed, int partitions, int markets) {
    MemoryLog log = GeneratedLog.ofEveryKind(seed, partitions, markets, ENTRIES);
    Result result = Verification.run(log, Progress.NONE);
    assertThat(result.difference()).isEmpty();
    assertThat(result.tally().events()).isGreaterThan(count(log, Topics.SETTLEMENTS));
    assertThat(count(log, Topics.SETTLEMENTS)).isPositive();
    assertThat(count(log, Topics.INDICATIVE_CLEARINGS)).isPositive();
  }

  @ParameterizedTest(name = "seed {0}: {2} markets in {1} partitions")
  @CsvSource({"31, 1, 1", "32, 2, 3"})
  void whatWasPublishedInRulebookOneIsIdentical(long seed, int partitions, int markets) {
    MemoryLog log = GeneratedLog.ofLater(seed, partitions, markets, ENTRIES);
    Result result = Verification.run(log, Progress.NONE);
    assertThat(result.difference()).isEmpty();
    assertThat(count(log, Topics.CLEARINGS)).isPositive();
    assertThat(count(log, Topics.SETTLEMENTS)).isPositive();
  }

  /** From rulebook 1 on a sentence may be mended; what it says of the command may not. */
  @ParameterizedTest
  @CsvSource({
    "0, detail, true",
    "1, detail, false",
    "0, reason, true",
    "1, reason, true",
    "1, arguments, true"
  })
  void whetherAFieldOfARefusalIsCompared(int rulebook, String field, boolean compared) {
    MemoryLog log =
        rulebook == 0
            ? GeneratedLog.of(33, 1, 1, ENTRIES)
            : GeneratedLog.ofLater(33, 1, 1, ENTRIES);
    List<LogRecord> events = log.records(Topics.ORDER_EVENTS, 0);
    for (int i = 0; i < events.size(); i++) {
      LogRecord record = events.get(i);
      if (record.value() instanceof OrderRejected refusal && refusal.getLogPosition() >= 0) {
        OrderRejected other = OrderRejected.newBuilder(refusal).build();
        other.put(field, field.equals("arguments") ? List.of("other") : "other");
        events.set(i, new LogRecord(record.offset(), record.time(), record.key(), other, null));
      }
    }
    Result result = Verification.run(log, Progress.NONE);
    assertThat(result.difference().isPresent()).isEqualTo(compared);
  }

  @Test
  void withoutViewsTheRestIsCompared() {
    MemoryLog log = GeneratedLog.of(7, 2, 2, ENTRIES);
    log.withoutViews();
    Result result = Verification.run(log, Progress.NONE);
    assertThat(result.identical()).isTrue();
    assertThat(result.viewsCompared()).isFalse();
  }

  @ParameterizedTest(name = "the first {0} % of the order events are deleted")
  @CsvSource({"1", "50", "99", "100"})
  void orderEventsThatAreDeletedAlreadyAreNotCompared(int percent) {
    MemoryLog log = GeneratedLog.of(8, 3, 4, ENTRIES);
    for (int p = 0; p < 3; p++) {
      List<LogRecord> events = log.records(Topics.ORDER_EVENTS, p);
      int first = (events.size() - 1) * percent / 100;
      log.deleteBefore(
          Topics.ORDER_EVENTS, p, events.get(first).offset() + (percent == 100 ? 1 : 0));
    }
    Result result = Verification.run(log, Progress.NONE);
    assertThat(result.difference()).isEmpty();
    assertThat(result.tally().expired()).isPositive();
  }

  @Test
  void whatTheEngineHasNotHandledYetNeedNoAnswer() {
    MemoryLog log = GeneratedLog.of(9, 1, 1, ENTRIES);
    List<LogRecord> clearings = log.records(Topics.CLEARINGS, 0);
    Clearing last = (Clearing) clearings.remove(clearings.size() - 1).value();
    Result unexcused = Verification.run(log, Progress.NONE);
    assertThat(unexcused.difference().orElseThrow().published()).isEqualTo("nothing");
    log.handledUpTo(0, last.getLogPosition());
    log.withoutViews();
    Result excused = Verification.run(log, Progress.NONE);
    assertThat(excused.difference()).isEmpty();
    assertThat(excused.tally().unanswered()).isEqualTo(1);
  }

  @Test
  void aLogWithoutItsBeginningIsRefused() {
    MemoryLog log = GeneratedLog.of(10, 1, 1, 100);
    log.deleteBefore(Topics.MARKET_LOG, 0, 5);
    assertThatThrownBy(() -> Verification.run(log, Progress.NONE))
        .isInstanceOf(LogException.class)
        .hasMessageContaining("Partition 0 of market-log begins at offset 5");
  }

  @Test
  void aReplayGivesTheSameHashesAsTheRun() {
    MemoryLog log = GeneratedLog.of(11, 2, 3, ENTRIES);
    Replay.Result replayed = Replay.run(log, clearing -> {}, Progress.NONE);
    assertThat(replayed.last())
        .hasSize(3)
        .allSatisfy(
            last ->
                assertThat(IntStream.range(0, 2).boxed())
                    .anySatisfy(
                        p ->
                            assertThat(log.records(Topics.CLEARINGS, p))
                                .extracting(LogRecord::value)
                                .contains(last)));
    assertThat(replayed.tally().clearings()).isEqualTo(count(log, Topics.CLEARINGS));
  }

  private static long count(MemoryLog log, String topic) {
    return IntStream.range(0, log.partitions(topic))
        .mapToLong(p -> log.records(topic, p).size())
        .sum();
  }
}
