package io.tokenmarket.clearing;

import static java.lang.Math.addExact;
import static java.lang.Math.multiplyExact;
import static java.lang.Math.subtractExact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The optimum and the clearing prices of a tiny auction, exactly and by brute force.
 *
 * <p>The dual bound {@code sum Q max(0, limit - price) + sum max(0, run x (price - ask))} is convex
 * and linear between the planes {@code price = limit}, {@code price = ask}, {@code run x (price -
 * ask)} equal in two tiers, and the ends of the price range. So its least value is the optimum, and
 * the prices that clear are spanned by the crossings of planes that reach it: all are tried.
 */
final class Enumeration {
  private final Book book;
  private final int tiers;
  private final List<long[]> planes = new ArrayList<>();

  /** Crossing under trial: price of tier t is over[t] / under. */
  private final long[] over;

  private long under;

  private Fraction optimum;
  private final Fraction[] lowest;
  private final Fraction[] highest;

  Enumeration(Book book) {
    this.book = book;
    this.tiers = book.tiers();
    this.over = new long[tiers];
    this.lowest = new Fraction[tiers];
    this.highest = new Fraction[tiers];
    addPlanes();
    tryAll(new long[tiers][], 0, 0);
  }

  Fraction optimum() {
    return optimum;
  }

  Fraction lowest(int tier) {
    return lowest[tier];
  }

  Fraction highest(int tier) {
    return highest[tier];
  }

  private void addPlanes() {
    for (int t = 0; t < tiers; t++) {
      addLevel(t, 0);
      addLevel(t, Book.MAX_PRICE);
    }
    for (int j = 0; j < book.bids(); j++) {
      addLevel(book.bidTier(j), book.bidLimit(j));
    }
    for (int i = 0; i < book.offers(); i++) {
      for (int s = 0; s < tiers; s++) {
        addLevel(s, book.ask(i, s));
        for (int t = 0; t < s; t++) {
          addTie(i, s, t);
        }
      }
    }
  }

  private void addLevel(int tier, long price) {
    long[] plane = new long[tiers + 1];
    plane[tier] = 1;
    plane[tiers] = price;
    add(plane);
  }

  private void addTie(int offer, int s, int t) {
    long[] plane = new long[tiers + 1];
    plane[s] = book.fullRun(offer, s);
    plane[t] = -book.fullRun(offer, t);
    plane[tiers] = plane[s] * book.ask(offer, s) + plane[t] * book.ask(offer, t);
    add(plane);
  }

  private void add(long[] plane) {
    if (planes.stream().noneMatch(other -> java.util.Arrays.equals(other, plane))) {
      planes.add(plane);
    }
  }

  private void tryAll(long[][] chosen, int count, int from) {
    if (count == tiers) {
      if (cross(chosen)) {
        weigh();
      }
      return;
    }
    for (int p = from; p < planes.size(); p++) {
      chosen[count] = planes.get(p);
      tryAll(chosen, count + 1, p + 1);
    }
  }

  /** Cramer's rule; false if the planes do not cross in one point of the price range. */
  private boolean cross(long[][] chosen) {
    under = determinant(chosen, -1);
    if (under == 0) {
      return false;
    }
    int sign = under < 0 ? -1 : 1;
    under = Math.abs(under);
    for (int t = 0; t < tiers; t++) {
      over[t] = sign * determinant(chosen, t);
      if (over[t] < 0 || over[t] > multiplyExact(under, Book.MAX_PRICE)) {
        return false;
      }
    }
    return true;
  }

  /** Of the planes' normals, with the right-hand sides in place of one column. */
  private long determinant(long[][] rows, int replaced) {
    int[] columns = new int[tiers];
    for (int t = 0; t < tiers; t++) {
      columns[t] = t == replaced ? tiers : t;
    }
    return switch (tiers) {
      case 1 -> rows[0][columns[0]];
      case 2 -> minor(rows, 0, 1, columns[0], columns[1]);
      default -> {
        long first = multiplyExact(rows[0][columns[0]], minor(rows, 1, 2, columns[1], columns[2]));
        long second = multiplyExact(rows[0][columns[1]], minor(rows, 1, 2, columns[0], columns[2]));
        long third = multiplyExact(rows[0][columns[2]], minor(rows, 1, 2, columns[0], columns[1]));
        yield addExact(subtractExact(first, second), third);
      }
    };
  }

  private static long minor(long[][] rows, int a, int b, int c, int d) {
    return subtractExact(
        multiplyExact(rows[a][c], rows[b][d]), multiplyExact(rows[a][d], rows[b][c]));
  }

  private void weigh() {
    Fraction bound = Fraction.of(BigInteger.valueOf(bound()), BigInteger.valueOf(under));
    int order = optimum == null ? -1 : bound.compareTo(optimum);
    if (order > 0) {
      return;
    }
    optimum = bound;
    for (int t = 0; t < tiers; t++) {
      Fraction price = Fraction.of(BigInteger.valueOf(over[t]), BigInteger.valueOf(under));
      lowest[t] = order < 0 || price.compareTo(lowest[t]) < 0 ? price : lowest[t];
      highest[t] = order < 0 || price.compareTo(highest[t]) > 0 ? price : highest[t];
    }
  }

  /** The dual bound at the crossing, times {@code under}. */
  private long bound() {
    long sum = 0;
    for (int j = 0; j < book.bids(); j++) {
      long surplus = subtractExact(multiplyExact(book.bidLimit(j), under), over[book.bidTier(j)]);
      sum = addExact(sum, multiplyExact(book.bidLots(j), Math.max(0, surplus)));
    }
    for (int i = 0; i < book.offers(); i++) {
      long rent = 0;
      for (int t = 0; t < tiers; t++) {
        long margin = subtractExact(over[t], multiplyExact(book.ask(i, t), under));
        rent = Math.max(rent, multiplyExact(book.fullRun(i, t), margin));
      }
      sum = addExact(sum, rent);
    }
    return sum;
  }
}
