package io.tokenmarket.clearing;

import java.math.BigInteger;

/**
 * What an auction decided: prices, awards, trades and the certificate. All prices are ticks, all
 * quantities lots, all money nano-dollars. Valid until the next auction of the same {@link
 * Auction}.
 */
public interface Outcome {
  /** Clearing price: the midpoint of lowest and highest, rounded up to the tick. */
  long price(int tier);

  /** Lowest price of the tier in any vector of prices that clears, rounded down to the tick. */
  long lowest(int tier);

  /** Highest price of the tier in any vector of prices that clears, rounded up to the tick. */
  long highest(int tier);

  /** Lots bought in the tier, whichever tier serves them. */
  long sold(int tier);

  /** Lots the offer makes of the tier. */
  long made(int offer, int tier);

  /** Lots that the recipe makes of its tier; see {@link Book#recipes()}. */
  long madeBy(int recipe);

  /** Lots the bid gets. */
  long filled(int bid);

  /**
   * Dual of the offer's power: what its whole power would earn above its asks on its best tier at
   * these prices, {@code max(0, max over tiers of fullRun x (price - ask))}, nano-dollars. Of an
   * offer with pools the sum of what they are worth.
   */
  long rent(int offer);

  /**
   * Shadow price of a pool of an offer that has them: what the whole pool is worth at these prices,
   * nano-dollars. With them no recipe earns above its ask more than what it takes of the pools is
   * worth: {@code price - ask <= poolRent(0) / run(0) + poolRent(1) / run(1)}.
   */
  long poolRent(int offer, int pool);

  /** Number of trades; each pairs one offer with one bid, of the tier that is made or slower. */
  int trades();

  /** Tier of the lots that the trade hands over: the one bought, or a faster one at its price. */
  int awardedTier(int trade);

  int seller(int trade);

  int buyer(int trade);

  long tradedLots(int trade);

  /** Limit prices less asks over all that was awarded. */
  BigInteger welfare();

  /** What the dual bound at these prices exceeds welfare by; 0 proves the optimum. */
  BigInteger gap();
}
