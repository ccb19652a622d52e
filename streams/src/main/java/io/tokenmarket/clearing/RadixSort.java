package io.tokenmarket.clearing;

import java.util.Arrays;

/**
 * Sorts orders packed into longs as tier, rank of the price, index; keeps its memory.
 *
 * <p>Keys arrive in the order of their indices, so a stable sort on the bits above the index sorts
 * them whole.
 */
final class RadixSort {
  static final int INDEX_BITS = 21;
  private static final int PRICE_BITS = 30;
  private static final int DIGIT_BITS = 9;
  private static final int PASSES = 4;

  private final int[] place = new int[1 << DIGIT_BITS];
  private long[] scratch = new long[0];

  /** Packs an order; {@code rank} is small for what comes first. */
  static long key(int tier, long rank, int index) {
    return (long) tier << (PRICE_BITS + INDEX_BITS) | rank << INDEX_BITS | index;
  }

  static int tier(long key) {
    return (int) (key >>> (PRICE_BITS + INDEX_BITS));
  }

  static long rank(long key) {
    return key >>> INDEX_BITS & ((1L << PRICE_BITS) - 1);
  }

  static int index(long key) {
    return (int) key & ((1 << INDEX_BITS) - 1);
  }

  /** Sorts the first n keys, whose indices ascend. */
  void sort(long[] keys, int n) {
    if (scratch.length < n) {
      scratch = new long[keys.length];
    }
    long[] from = keys;
    long[] to = scratch;
    for (int pass = 0; pass < PASSES; pass++) {
      scatter(from, to, n, INDEX_BITS + pass * DIGIT_BITS);
      long[] swap = from;
      from = to;
      to = swap;
    }
  }

  private void scatter(long[] from, long[] to, int n, int shift) {
    int mask = place.length - 1;
    Arrays.fill(place, 0);
    for (int i = 0; i < n; i++) {
      place[(int) (from[i] >>> shift) & mask]++;
    }
    int next = 0;
    for (int digit = 0; digit < place.length; digit++) {
      int count = place[digit];
      place[digit] = next;
      next += count;
    }
    for (int i = 0; i < n; i++) {
      to[place[(int) (from[i] >>> shift) & mask]++] = from[i];
    }
  }
}
