package io.tokenmarket.market;

/** Proportions of longs, exact where the product does not fit a long. */
final class MulDiv {
  private MulDiv() {}

  /**
   * floor(amount x part / whole), none of them negative. With amount = q x whole + r this is q x
   * part + floor(r x part / whole), so only r x part must fit 64 bits, unsigned.
   *
   * @throws ArithmeticException where the result does not fit a long, or whole x part 64 bits
   */
  static long floor(long amount, long part, long whole) {
    long rest = amount % whole;
    if (Math.multiplyHigh(rest, part) != 0) {
      throw new ArithmeticException(amount + " x " + part + " / " + whole);
    }
    long fraction = Long.divideUnsigned(rest * part, whole);
    return Math.addExact(Math.multiplyExact(amount / whole, part), fraction);
  }
}
