package io.tokenmarket.producers.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PowerPlanTest {
  private static final BigDecimal ALL = BigDecimal.ONE;

  @Test
  void thereIsPowerFromTheDayItComesOnLineToTheDayItRetires() {
    PowerPlan plan = new PowerPlan(500, ALL, 10, 20, List.of());
    assertThat(
            List.of(plan.kilowatts(9), plan.kilowatts(10), plan.kilowatts(19), plan.kilowatts(20)))
        .containsExactly(0L, 500L, 500L, 0L);
  }

  @Test
  void anOutageLeavesWhatItSays() {
    PowerPlan plan = always(500, new Outage(5, 7, 200), new Outage(6, 8, 0));
    assertThat(List.of(4L, 5L, 6L, 7L, 8L))
        .extracting(plan::kilowatts)
        .containsExactly(500L, 200L, 0L, 0L, 500L);
  }

  @Test
  void availabilityTakesItsShareAndAnOutageIsNotReducedByIt() {
    PowerPlan plan =
        new PowerPlan(501, new BigDecimal("0.9"), 0, 100, List.of(new Outage(5, 6, 400)));
    assertThat(plan.kilowatts(4)).isEqualTo(450);
    assertThat(plan.kilowatts(5)).isEqualTo(400);
  }

  @Test
  void anOutageThatLeavesMoreThanThereIsChangesNothing() {
    assertThat(always(500, new Outage(5, 7, 900)).kilowatts(5)).isEqualTo(500);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new PowerPlan(1, BigDecimal.ZERO, 0, 1, List.of()))
        .hasMessageContaining("availability");
    assertThatThrownBy(() -> new PowerPlan(1, ALL, 1, 1, List.of()))
        .hasMessageContaining("retires after");
    assertThatThrownBy(() -> new Outage(1, 1, 0)).hasMessageContaining("ends after");
  }

  private static PowerPlan always(long kilowatts, Outage... outages) {
    return new PowerPlan(kilowatts, ALL, Long.MIN_VALUE, Long.MAX_VALUE, List.of(outages));
  }
}
