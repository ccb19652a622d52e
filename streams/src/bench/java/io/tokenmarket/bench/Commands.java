package io.tokenmarket.bench;

import java.util.SplittableRandom;

/** A seeded stream of limit orders of one tier, buyers and sellers alike, around a moving price. */
final class Commands {
  static final int COUNT = 1_000_000;

  final boolean[] buys = new boolean[COUNT];
  final long[] price = new long[COUNT];
  final long[] lots = new long[COUNT];

  Commands(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long middle = 1_000_000;
    for (int k = 0; k < COUNT; k++) {
      middle += random.nextInt(-10, 11);
      buys[k] = random.nextBoolean();
      price[k] = middle + random.nextInt(-1_000, 1_001) + (buys[k] ? -200 : 200);
      lots[k] = 1 + random.nextInt(100);
    }
  }
}
