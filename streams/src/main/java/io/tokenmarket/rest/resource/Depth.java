package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * Supply and demand by price.
 *
 * @param interval of the auction the orders were in, null for the orders open now
 * @param at when that interval begins
 * @param logPosition these are the orders open there; of an auction that of its gate
 */
public record Depth(
    String market,
    @Nullable Long interval,
    @Nullable Instant at,
    long logPosition,
    List<TierDepth> tiers) {

  /**
   * One tier.
   *
   * @param tokensBid wanted in one auction at any price
   * @param tokensOffered what all power would make of this tier if it made nothing else; the same
   *     power is in other tiers, too
   * @param demand highest price first
   * @param supply lowest price first
   */
  public record TierDepth(
      String tier,
      BigInteger tokensBid,
      BigInteger tokensOffered,
      List<Level> demand,
      List<Level> supply) {}

  /**
   * What is wanted or offered at a price. Where several prices share a level, it has the least
   * eager of them.
   *
   * @param price $ per million tokens
   * @param orders steps of orders
   */
  public record Level(BigDecimal price, BigInteger tokens, int orders) {}
}
