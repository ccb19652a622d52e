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

  /** Lots sold in the tier. */
  long sold(int tier);

  /** Lots the offer makes of the tier. */
  long made(int offer, int tier);

  /** Lots the bid gets. */
  long filled(int bid);

  /**
   * Dual of the offer's power: what its whole power would earn above its asks on its best tier at
   * these prices, {@code max(0, max over tiers of fullRun x (price - ask))}, nano-dollars.
   */
  long rent(int offer);

  /** Number of trades; each pairs one offer with one bid of the same tier. */
  int trades();

  int seller(int trade);

  int buyer(int trade);

  long tradedLots(int trade);

  /** Limit prices less asks over all that was awarded. */
  BigInteger welfare();

  /** What the dual bound at these prices exceeds welfare by; 0 proves the optimum. */
  BigInteger gap();
}
