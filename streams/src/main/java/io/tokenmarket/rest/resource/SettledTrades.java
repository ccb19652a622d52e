package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * The trades of an interval as far as they are settled, by number.
 *
 * @param count trades of the interval, settled or not
 * @param next cursor of the next page, null on the last
 */
public record SettledTrades(
    String market,
    long interval,
    long logPosition,
    int count,
    List<SettledTrade> trades,
    @Nullable String next) {

  /**
   * One trade.
   *
   * @param tokensSold as the auction sold them
   * @param tokensDelivered as reported
   * @param tokensSettled what the buyer pays for
   * @param tier that was bought
   * @param paid $ by the buyer for them
   * @param fee $ of it paid to the exchange
   * @param penalty $ the factory pays the buyer for what is missing
   */
  public record SettledTrade(
      int number,
      String factory,
      String consumer,
      String tier,
      String hardware,
      BigInteger tokensSold,
      BigInteger tokensDelivered,
      BigInteger tokensSettled,
      BigDecimal price,
      BigDecimal paid,
      BigDecimal fee,
      BigDecimal penalty,
      long logPosition) {}
}
