package io.tokenmarket.topology.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairIntakeTest {
  private static final byte[] APP = "app".getBytes(UTF_8);
  private final FairIntake intake = new FairIntake(100, 250);

  @Test
  void aBurstIsTakenAndThenSoManyASecond() {
    assertThat(taken(APP, 1_000, 0)).isEqualTo(250);
    assertThat(taken(APP, 1_000, 500)).isEqualTo(50);
    assertThat(taken(APP, 1_000, 1_500)).isEqualTo(100);
    assertThat(taken(APP, 1_000, 100_000)).isEqualTo(250);
  }

  @Test
  void aSteadySenderAtTheRateIsNeverRefused() {
    assertThat(IntStream.range(0, 10_000).filter(i -> intake.takes(APP, i * 10L)).count())
        .isEqualTo(10_000);
  }

  @Test
  void oneSendersHasteIsNobodyElses() {
    taken(APP, 1_000, 0);
    assertThat(taken("other".getBytes(UTF_8), 100, 0)).isEqualTo(100);
    assertThat(taken(null, 100, 0)).isEqualTo(100);
  }

  @Test
  void aTimeThatGoesBackGivesNothing() {
    taken(APP, 250, 10_000);
    assertThat(taken(APP, 10, 0)).isZero();
    assertThat(taken(APP, 1_000, Long.MAX_VALUE)).isEqualTo(250);
  }

  @Test
  void sendersWhoRestAreForgotten() {
    for (int i = 0; i < 100_000; i++) {
      intake.takes(("made-up-" + i).getBytes(UTF_8), i);
    }
    assertThat(intake.size()).isLessThan(100);
  }

  @Test
  void withoutALimitEverythingIsTaken() {
    FairIntake open = new FairIntake(0, 1);
    assertThat(IntStream.range(0, 1_000).allMatch(i -> open.takes(APP, 0))).isTrue();
    assertThat(open.size()).isZero();
  }

  private long taken(byte[] sender, int sent, long time) {
    return IntStream.range(0, sent).filter(i -> intake.takes(sender, time)).count();
  }
}
