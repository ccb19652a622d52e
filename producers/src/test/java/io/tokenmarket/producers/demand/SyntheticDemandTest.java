package io.tokenmarket.producers.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SyntheticDemandTest {

  @Test
  void theSameSeedGivesTheSameDemand() {
    DemandSource one = SyntheticDemand.quickstart(7, 1_000_000);
    DemandSource two = SyntheticDemand.quickstart(7, 1_000_000);
    assertThat(one.window(3)).isEqualTo(two.window(3));
    assertThat(one.window(3)).isNotEqualTo(one.window(4));
    assertThat(SyntheticDemand.quickstart(8, 1_000_000).window(3)).isNotEqualTo(one.window(3));
  }

  /** Pinned: a JVM that draws otherwise would play another market. */
  @Test
  void theDrawsAreTheSameOnEveryMachine() {
    assertThat(SyntheticDemand.quickstart(7, 1_000_000).window(0).subList(0, 3))
        .containsExactly(
            new AppDemand("app-000", 1931),
            new AppDemand("app-001", 39099),
            new AppDemand("app-002", 3045));
  }

  @Test
  void theLevelIsMetOnAverage() {
    SyntheticDemand demand = new SyntheticDemand(11, 5_000, 24, 3_600_000, 1_000_000, 0.5, 0.2);
    double sum = 0;
    for (int window = 0; window < demand.windows(); window++) {
      sum += demand.window(window).stream().mapToLong(AppDemand::tokens).sum();
    }
    assertThat(sum / 86_400).as("seed 11").isCloseTo(1_000_000, within(60_000.0));
  }

  @Test
  void theDayHasItsPeakInTheMiddle() {
    DemandSource demand = new SyntheticDemand(11, 100, 24, 3_600_000, 1_000_000, 0.5, 0);
    assertThat(total(demand, 12)).isGreaterThan(2 * total(demand, 0));
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new SyntheticDemand(1, 0, 1, 1, 1, 0, 0))
        .isInstanceOf(DemandException.class)
        .hasMessageContaining("apps");
    assertThatThrownBy(() -> new SyntheticDemand(1, 1, 1, 1, 1, 2, 0))
        .hasMessageContaining("swing");
  }

  private static long total(DemandSource demand, int window) {
    return demand.window(window).stream().mapToLong(AppDemand::tokens).sum();
  }
}
