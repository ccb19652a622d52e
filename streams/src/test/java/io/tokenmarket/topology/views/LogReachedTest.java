package io.tokenmarket.topology.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LogReachedTest {
  private final LogReached reached = new LogReached();

  private CompletableFuture<Boolean> waitFor(long position) {
    reached.reach(Map.of(0, 10L));
    CompletableFuture<Boolean> there =
        CompletableFuture.supplyAsync(() -> reached.await(0, position));
    nextQuestion(0);
    return there;
  }

  private long nextQuestion(long before) {
    while (reached.question() <= before) {
      Thread.onSpinWait();
    }
    return reached.question();
  }

  @Test
  void whatIsReadIsWaitedForByNobody() {
    reached.reach(Map.of(0, 10L));
    assertThat(reached.await(0, 9)).isTrue();
  }

  @Test
  void anEntryThatComesIsWaitedFor() {
    CompletableFuture<Boolean> there = waitFor(12);
    reached.answer(reached.question(), Map.of(0, 13L));
    reached.reach(Map.of(0, 13L));
    assertThat(there.join()).isTrue();
  }

  @Test
  void anEntryBehindTheEndOfTheLogIsNot() {
    CompletableFuture<Boolean> there = waitFor(Long.MAX_VALUE);
    reached.answer(reached.question(), Map.of(0, 13L));
    assertThat(there.join()).isFalse();
  }

  /** Then it is asked again, until the log is whole. */
  @Test
  void aLogThatLostItsEndDecidesNothing() {
    CompletableFuture<Boolean> there = waitFor(12);
    long first = reached.question();
    reached.answer(first, Map.of(0, 5L));
    long second = nextQuestion(first);
    assertThat(there).isNotDone();
    reached.answer(second, Map.of(0, 13L));
    reached.reach(Map.of(0, 13L));
    assertThat(there.join()).isTrue();
  }

  @Test
  void whoWaitsIsLetGoWhenTheNodeIsClosed() {
    CompletableFuture<Boolean> there = waitFor(12);
    reached.close();
    assertThatThrownBy(there::join).hasCauseInstanceOf(ViewsUnavailableException.class);
  }
}
