package io.tokenmarket.compare;

import io.tokenmarket.clearing.Book;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How a seller splits its power over tiers that are sold apart from each other: as its revenue was
 * split over them, on an exponential average of the auctions so far. Where the split is right every
 * tier earns the same per MW, and it stays; a tier that earned more than that gets more power. At
 * first evenly; no tier is ever given up.
 *
 * <p>Shares are parts of 2^30.
 */
final class PowerGuess {
  private static final long WHOLE = 1L << 30;

  /** The last auction counts for one part in so many of the average. */
  private static final int MEMORY = 4;

  /** Power that a tier gets in any case, to find out what it would earn. */
  private static final long LEAST = WHOLE / 500;

  private final long[] average;

  /** The guess of a seller who knows nothing yet. */
  PowerGuess(int tiers) {
    average = new long[tiers];
    Arrays.fill(average, WHOLE / tiers);
  }

  /** Lots of the tier that the offer makes with the power set aside for it. */
  long lots(Book book, int offer, int tier) {
    long fullRun = book.fullRun(offer, tier);
    return fullRun == 0 ? 0 : fullRun * share(book, offer, tier) / WHOLE;
  }

  private long share(Book book, int offer, int tier) {
    long count = made(book, offer).count();
    long all = made(book, offer).mapToLong(t -> average[t]).sum();
    long part = all == 0 ? WHOLE / count : average[tier] * WHOLE / all;
    return LEAST + part * (WHOLE - count * LEAST) / WHOLE;
  }

  private static IntStream made(Book book, int offer) {
    return IntStream.range(0, book.tiers()).filter(tier -> book.fullRun(offer, tier) > 0);
  }

  /**
   * @param earned in the last auction by tier, nano-dollars
   */
  void learn(long[] earned) {
    long all = LongStream.of(earned).reduce(0, Math::addExact);
    for (int tier = 0; all > 0 && tier < average.length; tier++) {
      average[tier] += Math.floorDiv(part(earned[tier], all) - average[tier], MEMORY);
    }
  }

  private static long part(long earned, long all) {
    return BigInteger.valueOf(earned)
        .multiply(BigInteger.valueOf(WHOLE))
        .divide(BigInteger.valueOf(all))
        .longValueExact();
  }
}
