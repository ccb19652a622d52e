package io.tokenmarket.rest.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private long nanos = 1;

  private final RateLimit limit =
      new RateLimit(
          10,
          new TimeMeter() {
            @Override
            public long currentTimeNanos() {
              return nanos;
            }

            @Override
            public boolean isWallClockBased() {
              return false;
            }
          });

  @Test
  void twiceTheRateAtOnceAndThenTheRate() {
    for (int n = 0; n < 20; n++) {
      assertThat(limit.take("chat")).isZero();
    }
    assertThat(limit.take("chat")).isEqualTo(Duration.ofMillis(100));
    nanos += Duration.ofMillis(99).toNanos();
    assertThat(limit.take("chat")).isEqualTo(Duration.ofMillis(1));
    nanos += Duration.ofMillis(1).toNanos();
    assertThat(limit.take("chat")).isZero();
    assertThat(limit.take("chat")).isPositive();
  }

  @Test
  void oneDoesNotUseUpWhatIsAnothers() {
    while (limit.take("chat").isZero()) {
      nanos++;
    }
    assertThat(limit.take("oslo")).isZero();
  }

  @Test
  void whoHasNotAskedForLongIsForgottenAndTheOthersAreNot() {
    for (int n = 0; n < 20; n++) {
      limit.take("oldest");
      limit.take("again");
    }
    for (int n = 0; n < 9_999; n++) {
      limit.take("address " + n);
      limit.take("again");
    }
    assertThat(limit.take("again")).isPositive();
    assertThat(limit.take("oldest")).isZero();
  }
}
