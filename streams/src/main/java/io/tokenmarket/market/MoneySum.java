package io.tokenmarket.market;

import java.math.BigInteger;

/** An exact sum of nano-dollars, none of them negative. */
final class MoneySum {
  private BigInteger carried = BigInteger.ZERO;
  private long rest;

  void add(long nanoDollars) {
    if (rest > Long.MAX_VALUE - nanoDollars) {
      carried = total();
      rest = 0;
    }
    rest += nanoDollars;
  }

  BigInteger total() {
    return carried.add(BigInteger.valueOf(rest));
  }
}
