package io.tokenmarket.clearing;

import java.math.BigInteger;

/** An exact ratio of integers, in lowest terms, with a positive denominator. */
record Fraction(BigInteger over, BigInteger under) {
  static final Fraction ZERO = of(0);
  static final Fraction ONE = of(1);

  static Fraction of(long value) {
    return new Fraction(BigInteger.valueOf(value), BigInteger.ONE);
  }

  static Fraction of(BigInteger over, BigInteger under) {
    if (under.equals(BigInteger.ONE)) {
      return new Fraction(over, under);
    }
    BigInteger common = over.gcd(under);
    if (under.signum() < 0) {
      common = common.negate();
    }
    return new Fraction(over.divide(common), under.divide(common));
  }

  Fraction plus(Fraction other) {
    return of(
        over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
  }

  Fraction minus(Fraction other) {
    return plus(new Fraction(other.over.negate(), other.under));
  }

  Fraction times(Fraction other) {
    return of(over.multiply(other.over), under.multiply(other.under));
  }

  Fraction times(long factor) {
    return of(over.multiply(BigInteger.valueOf(factor)), under);
  }

  Fraction over(long divisor) {
    return of(over, under.multiply(BigInteger.valueOf(divisor)));
  }

  Fraction over(Fraction other) {
    return of(over.multiply(other.under), under.multiply(other.over));
  }

  int signum() {
    return over.signum();
  }

  int compareTo(Fraction other) {
    return over.multiply(other.under).compareTo(other.over.multiply(under));
  }

  Fraction max(Fraction other) {
    return compareTo(other) < 0 ? other : this;
  }

  Fraction min(Fraction other) {
    return compareTo(other) > 0 ? other : this;
  }

  boolean isWhole() {
    return under.equals(BigInteger.ONE);
  }

  double doubleValue() {
    return over.doubleValue() / under.doubleValue();
  }

  /** Largest integer not above. */
  BigInteger floor() {
    BigInteger[] parts = over.divideAndRemainder(under);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /** Smallest integer not below. */
  BigInteger ceiling() {
    BigInteger[] parts = over.divideAndRemainder(under);
    return parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
  }
}
