package io.tokenmarket.producers.demand;

import java.util.ArrayList;
import java.util.List;

/**
 * Demand that falls with its price: quantity x (price / limit price)^-elasticity, in steps.
 *
 * <p>At its limit price an app wants the quantity of its source, cheaper up to {@code most} times
 * as much. The curve is cut into steps of equal quantity, each at the price of its middle.
 *
 * @param elasticity per cent that the quantity falls where the price rises by one
 * @param steps bids it is made of
 * @param most multiple of the quantity that is wanted at the lowest step
 */
public record Elasticity(double elasticity, int steps, int most) {

  /** A quantity and the most that is paid for it. */
  public record Step(long lots, long limitPrice) {}

  public Elasticity {
    require(elasticity > 0 && elasticity <= 100, "an elasticity above 0, at most 100");
    require(steps >= 1 && steps <= 20, "1 to 20 steps");
    require(most >= 1 && most <= 100, "at most 1 to 100 times its quantity");
  }

  /**
   * The curve through a quantity and its limit price, from the dearest step down; steps of no lot
   * are left out.
   *
   * @param limitPrice ticks
   * @param priceStep ticks; prices are rounded down to it
   * @param floor ticks, the lowest price allowed
   * @param cap ticks, the highest price allowed
   */
  public List<Step> curve(long lots, long limitPrice, long priceStep, long floor, long cap) {
    List<Step> curve = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      long upTo = share(lots, step + 1L);
      long from = share(lots, step);
      if (upTo > from) {
        curve.add(new Step(upTo - from, Math.max(floor, price(step, limitPrice, priceStep, cap))));
      }
    }
    return curve;
  }

  private long share(long lots, long step) {
    return Math.multiplyExact(lots, step * most) / steps;
  }

  private long price(int step, long limitPrice, long priceStep, long cap) {
    double middle = (step + 0.5) * most / steps;
    double ticks = limitPrice * StrictMath.pow(middle, -1 / elasticity);
    long within = (long) Math.min(ticks, cap);
    return within - within % priceStep;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new DemandException("elastic demand needs " + what);
    }
  }
}
