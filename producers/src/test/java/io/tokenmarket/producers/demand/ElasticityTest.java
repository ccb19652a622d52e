package io.tokenmarket.producers.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.producers.demand.Elasticity.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElasticityTest {
  private static final long CAP = 1_000_000;

  @Test
  void theCurveIsCutIntoStepsEachAtThePriceOfItsMiddle() {
    // quantity = 100 x 6,000 / price: 25 lots at 24,000, 75 at 8,000, 125 at 4,800, 175 at 3,428.
    assertThat(new Elasticity(1, 4, 2).curve(100, 6_000, 1, 0, CAP))
        .containsExactly(
            new Step(50, 24_000), new Step(50, 8_000), new Step(50, 4_800), new Step(50, 3_428));
  }

  @Test
  void theMoreElasticTheNearerAllStepsAreToTheLimitPrice() {
    List<Step> curve = new Elasticity(100, 4, 2).curve(100, 6_000, 1, 0, CAP);
    assertThat(curve).allMatch(step -> Math.abs(step.limitPrice() - 6_000) < 90);
  }

  @Test
  void pricesStayWithinCapAndFloorAndOnTheGrid() {
    List<Step> curve = new Elasticity(0.2, 4, 2).curve(100, 6_000, 100, 5_000, 50_000);
    assertThat(curve.get(0).limitPrice()).isEqualTo(50_000);
    assertThat(curve.get(3).limitPrice()).isEqualTo(5_000);
    assertThat(curve).allMatch(step -> step.limitPrice() % 100 == 0);
  }

  @Test
  void noLotIsLostByCutting() {
    assertThat(new Elasticity(1, 3, 2).curve(5, 6_000, 1, 0, CAP))
        .extracting(Step::lots)
        .containsExactly(3L, 3L, 4L);
    assertThat(new Elasticity(1, 4, 1).curve(1, 6_000, 1, 0, CAP)).hasSize(1);
  }

  @Test
  void whatIsNotElasticIsRefused() {
    assertThatThrownBy(() -> new Elasticity(0, 4, 2)).isInstanceOf(DemandException.class);
  }
}
