package io.tokenmarket.producers.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductionCurveTest {
  private final ProductionCurve curve =
      new ProductionCurve(List.of(point(50, "0.8"), point(100, "0.2"), point(200, "0.1")));

  @Test
  void aPointIsMetExactly() {
    assertThat(curve.rate(100)).isEqualByComparingTo("0.2");
  }

  @Test
  void halfWayBetweenTwoPointsIsTheirGeometricMean() {
    assertThat(curve.rate(75)).isEqualByComparingTo("0.4");
    assertThat(curve.rate(150)).isEqualByComparingTo("0.141421");
  }

  @Test
  void pastTheFastestPointNothingIsMade() {
    assertThat(curve.rate(201)).isZero();
  }

  @Test
  void belowTheSlowestPointTheRateStays() {
    assertThat(curve.rate(20)).isEqualByComparingTo("0.8");
  }

  @Test
  void aCurveThatGoesBackIsRefused() {
    List<ProductionCurve.Point> points = List.of(point(50, "1"), point(50, "2"));
    assertThatThrownBy(() -> new ProductionCurve(points)).hasMessageContaining("slow to fast");
  }

  private static ProductionCurve.Point point(long speed, String rate) {
    return new ProductionCurve.Point(BigDecimal.valueOf(speed), new BigDecimal(rate));
  }
}
