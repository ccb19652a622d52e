package io.tokenmarket.topology.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Watch watch = new Watch();

  @AfterEach
  void close() {
    watch.close();
  }

  @Test
  void whoWaitsIsToldOnceItHolds() throws Exception {
    AtomicBoolean holds = new AtomicBoolean();
    CompletableFuture<Boolean> met = watch.until(holds::get, LONG);
    watch.changed();
    assertThat(met).isNotDone();

    holds.set(true);
    watch.changed();
    assertThat(met.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatHoldsAlreadyNeedsNoChange() throws Exception {
    assertThat(watch.until(() -> true, LONG).get()).isTrue();
  }

  @Test
  void whoWaitsTooLongIsToldSo() throws Exception {
    assertThat(watch.until(() -> false, Duration.ofMillis(1)).get()).isFalse();
  }

  @Test
  void aConditionThatFailsFailsItsOwnWait() {
    CompletableFuture<Boolean> failing =
        watch.until(
            () -> {
              throw new IllegalStateException("broken");
            },
            LONG);

    assertThatThrownBy(failing::get)
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("broken");
  }

  @Test
  void aListenerThatFailsDoesNotKeepTheNewsFromOthers() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    watch.listen(
        () -> {
          throw new IllegalStateException("broken");
        });
    watch.listen(told::countDown);

    watch.changed();
    assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
