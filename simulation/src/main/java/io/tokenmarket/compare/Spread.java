package io.tokenmarket.compare;

/**
 * How far a number moves around its mean, from one pass: B. P. Welford, "Note on a method for
 * calculating corrected sums of squares and products", Technometrics 4 (1962). For display alone.
 */
final class Spread {
  private long count;
  private double mean;
  private double squares;

  void add(double value) {
    count++;
    double off = value - mean;
    mean += off / count;
    squares += off * (value - mean);
  }

  /** Whether there is anything to tell. */
  boolean isKnown() {
    return count > 0 && mean > 0;
  }

  /** Standard deviation / mean, per cent. */
  double percent() {
    return 100 * StrictMath.sqrt(squares / count) / mean;
  }
}
