package io.tokenmarket.clearing;

import java.math.BigInteger;

/** An exact sum of nano-dollars, in two halves so that adding a long cannot overflow. */
final class Money {
  private static final int HALF = 32;
  private long high;
  private long low;

  void clear() {
    high = 0;
    low = 0;
  }

  void add(long nanoDollars) {
    high += nanoDollars >> HALF;
    low += nanoDollars & 0xFFFFFFFFL;
  }

  BigInteger value() {
    return BigInteger.valueOf(high).shiftLeft(HALF).add(BigInteger.valueOf(low));
  }
}
