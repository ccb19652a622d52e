package io.tokenmarket.clearing;

import static java.lang.Math.addExact;
import static java.lang.Math.multiplyExact;
import static java.lang.Math.subtractExact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The optimum and the clearing prices of a tiny auction, exactly and by brute force.
 *
 * <p>The dual bound {@code sum Q max(0, limit - price) + sum max over modes of lots x (price -
 * ask)} is convex and linear between the planes {@code price = limit}, two modes of an offer
 * equally good, a tier as dear as a slower one that it serves, and the ends of the price range. So
 * its least value is the optimum, and the prices that clear are spanned by the crossings of planes
 * that reach it: all are tried. With pools the ends of the prices are the points least and most in
 * {@code sum of (1,024 + t) x price}.
 */
final class Enumeration {
  private static final long UNEQUAL = 1_024;

  private final Book book;
  private final int tiers;
  private final boolean pools;
  private final List<List<long[]>> modes = new ArrayList<>();
  private final List<long[]> planes = new ArrayList<>();

  /** Crossing under trial: price of tier t is over[t] / under. */
  private final long[] over;

  private long under;

  private Fraction optimum;
  private Fraction[] lowest;
  private Fraction[] highest;
  private boolean oneLowest;
  private boolean oneHighest;

  Enumeration(Book book) {
    this.book = book;
    this.tiers = book.tiers();
    this.pools = book.recipes().count() > 0;
    this.over = new long[tiers];
    for (int i = 0; i < book.offers(); i++) {
      modes.add(modes(i));
    }
    addPlanes();
    tryAll(new long[tiers][], 0, 0);
  }

  Fraction optimum() {
    return optimum;
  }

  /** Whether the ends of the prices are single points. */
  boolean hasEnds() {
    return oneLowest && oneHighest;
  }

  Fraction lowest(int tier) {
    return lowest[tier];
  }

  Fraction highest(int tier) {
    return highest[tier];
  }

  /** The dual bound at whole prices. */
  long boundAt(Outcome outcome) {
    under = 1;
    for (int t = 0; t < tiers; t++) {
      over[t] = outcome.price(t);
    }
    return bound();
  }

  /** Lots per tier of each mode, idling included. */
  private List<long[]> modes(int offer) {
    Recipes recipes = book.recipes();
    List<long[]> found = new ArrayList<>();
    found.add(new long[tiers]);
    for (int t = 0; t < tiers && !recipes.has(offer); t++) {
      found.add(lots(t, book.fullRun(offer, t), t, 0));
    }
    for (int a = recipes.from(offer); a < recipes.to(offer); a++) {
      found.add(lots(recipes.tier(a), recipes.alone(a), 0, 0));
      for (int b = recipes.from(offer); b < recipes.to(offer); b++) {
        Fraction ofA = beside(a, b);
        Fraction ofB = beside(b, a);
        if (ofA.signum() > 0 && ofB.signum() > 0) {
          long wholeA = ofA.floor().longValueExact();
          found.add(lots(recipes.tier(a), wholeA, recipes.tier(b), ofB.floor().longValueExact()));
        }
      }
    }
    return found;
  }

  private long[] lots(int tier, long lots, int other, long more) {
    long[] mode = new long[tiers];
    mode[tier] += lots;
    mode[other] += more;
    return mode;
  }

  /** Cramer's rule for recipe a where a and b use up both pools; 0 where there is no such point. */
  private Fraction beside(int a, int b) {
    Fraction det = use(a, 0).times(use(b, 1)).minus(use(a, 1).times(use(b, 0)));
    boolean possible = book.recipes().alone(a) > 0 && book.recipes().alone(b) > 0;
    return possible && det.signum() != 0 ? use(b, 1).minus(use(b, 0)).over(det) : Fraction.ZERO;
  }

  private Fraction use(int recipe, int pool) {
    long run = book.recipes().run(recipe, pool);
    return run == Recipes.UNLIMITED ? Fraction.ZERO : Fraction.ONE.over(Math.max(1, run));
  }

  private void addPlanes() {
    for (int t = 0; t < tiers; t++) {
      addLevel(t, 0);
      addLevel(t, Book.MAX_PRICE);
      if (book.slower(t) >= 0) {
        long[] plane = new long[tiers + 1];
        plane[t] = 1;
        plane[book.slower(t)] = -1;
        add(plane);
      }
    }
    for (int j = 0; j < book.bids(); j++) {
      addLevel(book.bidTier(j), book.bidLimit(j));
    }
    for (int i = 0; i < book.offers(); i++) {
      for (long[] one : modes.get(i)) {
        for (long[] other : modes.get(i)) {
          addTie(i, one, other);
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

  private void addTie(int offer, long[] one, long[] other) {
    long[] plane = new long[tiers + 1];
    long common = 0;
    for (int t = 0; t < tiers; t++) {
      plane[t] = one[t] - other[t];
      plane[tiers] += plane[t] * book.ask(offer, t);
      common = BigInteger.valueOf(common).gcd(BigInteger.valueOf(plane[t])).longValue();
    }
    common = BigInteger.valueOf(common).gcd(BigInteger.valueOf(plane[tiers])).longValue();
    for (int t = 0; t <= tiers && common > 0; t++) {
      plane[t] /= common;
    }
    if (common > 0 && firstSign(plane) > 0) {
      add(plane);
    }
  }

  private int firstSign(long[] plane) {
    int sign = 0;
    for (int t = 0; t < tiers && sign == 0; t++) {
      sign = Long.signum(plane[t]);
    }
    return sign;
  }

  private void add(long[] plane) {
    if (planes.stream().noneMatch(other -> Arrays.equals(other, plane))) {
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
    for (int t = 0; t < tiers; t++) {
      if (book.slower(t) >= 0 && over[t] < over[book.slower(t)]) {
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
    Fraction[] price = new Fraction[tiers];
    for (int t = 0; t < tiers; t++) {
      price[t] = Fraction.of(BigInteger.valueOf(over[t]), BigInteger.valueOf(under));
    }
    if (order < 0) {
      lowest = price.clone();
      highest = price.clone();
      oneLowest = true;
      oneHighest = true;
    } else if (pools) {
      widen(price);
    } else {
      for (int t = 0; t < tiers; t++) {
        lowest[t] = lowest[t].min(price[t]);
        highest[t] = highest[t].max(price[t]);
      }
    }
  }

  private void widen(Fraction[] price) {
    int low = sum(price).compareTo(sum(lowest));
    oneLowest = low < 0 || oneLowest && (low > 0 || Arrays.equals(price, lowest));
    lowest = low < 0 ? price.clone() : lowest;
    int high = sum(price).compareTo(sum(highest));
    oneHighest = high > 0 || oneHighest && (high < 0 || Arrays.equals(price, highest));
    highest = high > 0 ? price.clone() : highest;
  }

  private Fraction sum(Fraction[] price) {
    Fraction sum = Fraction.ZERO;
    for (int t = 0; t < tiers; t++) {
      sum = sum.plus(price[t].times(UNEQUAL + t));
    }
    return sum;
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
      for (long[] mode : modes.get(i)) {
        long earned = 0;
        for (int t = 0; t < tiers; t++) {
          long margin = subtractExact(over[t], multiplyExact(book.ask(i, t), under));
          earned = addExact(earned, multiplyExact(mode[t], margin));
        }
        rent = Math.max(rent, earned);
      }
      sum = addExact(sum, rent);
    }
    return sum;
  }
}
