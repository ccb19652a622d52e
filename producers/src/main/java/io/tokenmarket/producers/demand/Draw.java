package io.tokenmarket.producers.demand;

/**
 * A random number that is a function of a seed and of what it is drawn for.
 *
 * <p>There is no sequence: what one app draws does not depend on who drew before. The same seed
 * draws the same on every JVM ({@link StrictMath} and integer arithmetic alone). The mixing is that
 * of Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
 */
public record Draw(long state) {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final double TWO_TO_MINUS_53 = 0x1.0p-53;

  /** For one thing more: a name. */
  public Draw of(String name) {
    Draw draw = of(name.length());
    for (int at = 0; at < name.length(); at++) {
      draw = draw.of(name.charAt(at));
    }
    return draw;
  }

  /** For one thing more: a number. */
  public Draw of(long number) {
    return new Draw(mix(state * GOLDEN_GAMMA + number + GOLDEN_GAMMA));
  }

  /** A whole number, 0 to below the bound, evenly but for 2^-63 of it. */
  public long below(long bound) {
    return (mix(state) >>> 1) % bound;
  }

  /** A number above 0, at most 1, evenly. */
  public double uniform() {
    return ((mix(state) >>> 11) + 1) * TWO_TO_MINUS_53;
  }

  /** A number from the standard normal distribution (Box and Muller, 1958). */
  public double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(of(1).uniform()));
    return radius * StrictMath.cos(2 * StrictMath.PI * of(2).uniform());
  }

  /** A positive factor whose logarithm is normal with this deviation, and whose median is 1. */
  public double lognormal(double sigma) {
    return StrictMath.exp(sigma * gaussian());
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
