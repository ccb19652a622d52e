package io.tokenmarket.producers.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrendTest {
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  @Test
  void growthMultipliesEvenlyAndStandsStillBeforeAndAfter() {
    Trend trend = new Trend(List.of(new Growth("usage", HUNDRED, 10, 20)), List.of());
    assertThat(List.of(0L, 10L, 15L, 20L, 99L))
        .extracting(interval -> trend.factor(interval, "HIGH").doubleValue())
        .containsExactly(1.0, 1.0, 10.0, 100.0, 100.0);
  }

  @Test
  void growthsMultiplyEachOther() {
    Growth usage = new Growth("usage", HUNDRED, 0, 10);
    Growth work = new Growth("work per task", new BigDecimal(10_000), 0, 10);
    Trend trend = new Trend(List.of(usage, work), List.of());
    assertThat(trend.factor(10, "HIGH")).isEqualByComparingTo("1000000");
    assertThat(trend.ceiling()).isEqualByComparingTo("1000000");
  }

  @Test
  void aBurstIsOfItsIntervalsAndTierAlone() {
    Burst burst = new Burst(5, 7, new BigDecimal(3), Optional.of("HIGH"));
    Trend trend = new Trend(List.of(), List.of(burst));
    assertThat(List.of(4L, 5L, 6L, 7L))
        .extracting(interval -> trend.factor(interval, "HIGH").intValue())
        .containsExactly(1, 3, 3, 1);
    assertThat(trend.factor(5, "ULTRA")).isEqualByComparingTo("1");
  }

  @Test
  void aWeekRepeatsTheDayWithTheFactorOfEachOfItsDays() {
    SyntheticDemand day = new SyntheticDemand(1, 1, 2, 1_000, 1_000, 0, 0, 0);
    Week week = new Week(day, factors("1", "1", "1", "1", "1", "0.5", "0.25"));
    assertThat(week.windows()).isEqualTo(14);
    assertThat(List.of(0, 9, 10, 13))
        .extracting(window -> week.window(window).get(0).tokens())
        .containsExactly(1_000L, 1_000L, 500L, 250L);
  }

  @Test
  void aWeekHasSevenDays() {
    SyntheticDemand day = new SyntheticDemand(1, 1, 2, 1_000, 1_000, 0, 0);
    assertThatThrownBy(() -> new Week(day, factors("1", "0.5")))
        .isInstanceOf(DemandException.class)
        .hasMessageContaining("seven factors");
  }

  @Test
  void whatNeverEndsIsRefused() {
    assertThatThrownBy(() -> new Growth("usage", HUNDRED, 5, 5)).hasMessageContaining("ends after");
    assertThatThrownBy(() -> new Burst(5, 4, HUNDRED, Optional.empty()))
        .hasMessageContaining("ends after");
  }

  private static List<BigDecimal> factors(String... factors) {
    return Arrays.stream(factors).map(BigDecimal::new).toList();
  }
}
