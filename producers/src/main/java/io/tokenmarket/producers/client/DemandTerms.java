package io.tokenmarket.producers.client;

import java.math.BigDecimal;

/**
 * What an app asks for.
 *
 * @param lots quantity per auction, lots of 1,000 tokens
 * @param limitPrice highest price paid, ticks
 * @param intervals for how many auctions the demand is open
 */
public record DemandTerms(String tier, long lots, long limitPrice, long intervals) {

  /**
   * Tokens of a tier, for one auction.
   *
   * @param limitPrice highest price paid, $ per million tokens
   * @throws IllegalArgumentException where the price is no whole number of ticks
   */
  public static DemandTerms of(String tier, long lots, BigDecimal limitPrice) {
    return new DemandTerms(tier, lots, Price.ticks(limitPrice), 1);
  }

  /** The same for this many auctions. */
  public DemandTerms standingFor(long auctions) {
    return new DemandTerms(tier, lots, limitPrice, auctions);
  }
}
