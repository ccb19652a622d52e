package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * Why an order got what it got in an auction.
 *
 * @param side offer or demand
 * @param reasons one for each step of a demand, for each tier and step of an offer
 */
public record Why(
    String market,
    long interval,
    String orderId,
    String side,
    long logPosition,
    List<Reason> reasons) {

  /**
   * One reason. Prices in $ per million tokens.
   *
   * @param step of the order, from 0
   * @param verdict FILLED, PRICED_OUT, BETTER_ELSEWHERE, OUTRANKED, ROUNDED or CANNOT_MAKE
   * @param wanted tokens bid for, or what the power would make of the tier alone
   * @param awarded tokens got or made
   * @param price clearing price of the tier
   * @param named the order's limit or ask
   * @param atThesePrices limit or ask at which it would have been no worse off filled, null for
   *     none
   * @param needed limit or ask nearest to the one named that would have filled it, prices found
   *     anew; null where none would
   * @param sentence the same in words
   */
  public record Reason(
      int step,
      String tier,
      String verdict,
      BigInteger wanted,
      BigInteger awarded,
      BigDecimal price,
      BigDecimal named,
      @Nullable BigDecimal atThesePrices,
      @Nullable BigDecimal needed,
      String sentence) {}
}
