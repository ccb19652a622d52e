package io.tokenmarket.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Test
  void theSameSeedGivesTheSameFaults() {
    assertThat(Plan.of(3, 10, LIMIT)).isEqualTo(Plan.of(3, 10, LIMIT));
    assertThat(Plan.of(3, 10, LIMIT)).isNotEqualTo(Plan.of(4, 10, LIMIT));
  }

  @Test
  void aLongRunHasEveryFaultAndAtLeastTwentyFiveKills() {
    Plan plan = Plan.of(1, 14, LIMIT);
    List<Fault> faults =
        Stream.concat(plan.rounds().stream(), Stream.of(plan.replicated()))
            .flatMap(List::stream)
            .toList();
    assertThat(faults).contains(Fault.values());
    assertThat(faults.stream().mapToInt(Fault::kills).sum()).isGreaterThanOrEqualTo(25);
  }
}
