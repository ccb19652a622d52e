package io.tokenmarket.producers.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What a megawatt makes by the speed a user sees. Between points the logarithm of the rate is a
 * straight line over the speed; below the slowest point the rate is that point's, past the fastest
 * it is 0: never extrapolated.
 *
 * @param points from the slowest to the fastest
 */
public record ProductionCurve(List<Point> points) {
  private static final int DECIMALS = 6;

  /**
   * @param tokensPerSecondPerUser speed
   * @param rate million output tokens per second per MW, above 0
   */
  public record Point(BigDecimal tokensPerSecondPerUser, BigDecimal rate) {}

  public ProductionCurve {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a production curve has at least one point");
    }
    for (int i = 1; i < points.size(); i++) {
      if (speed(points, i) <= speed(points, i - 1)) {
        throw new IllegalArgumentException("a production curve goes from slow to fast");
      }
    }
  }

  /** Million output tokens per second per MW at a speed, to the token. */
  public BigDecimal rate(long tokensPerSecondPerUser) {
    int above = 0;
    while (above < points.size() && speed(points, above) < tokensPerSecondPerUser) {
      above++;
    }
    if (above == points.size()) {
      return BigDecimal.ZERO;
    }
    BigDecimal rate = points.get(above).rate();
    return above == 0 || speed(points, above) == tokensPerSecondPerUser
        ? rate.setScale(DECIMALS, RoundingMode.HALF_UP)
        : between(points.get(above - 1), points.get(above), tokensPerSecondPerUser);
  }

  private static BigDecimal between(Point slow, Point fast, double speed) {
    double from = slow.tokensPerSecondPerUser().doubleValue();
    double way = (speed - from) / (fast.tokensPerSecondPerUser().doubleValue() - from);
    double ratio = fast.rate().doubleValue() / slow.rate().doubleValue();
    double rate = slow.rate().doubleValue() * StrictMath.pow(ratio, way);
    return new BigDecimal(rate).setScale(DECIMALS, RoundingMode.HALF_UP);
  }

  private static double speed(List<Point> points, int at) {
    return points.get(at).tokensPerSecondPerUser().doubleValue();
  }
}
