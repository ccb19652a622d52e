package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * Price, supply and demand of a tier by windows of time, earliest first; windows without an auction
 * are left out.
 *
 * @param window length of a window, ISO 8601
 * @param next cursor of the next page, null on the last
 */
public record Windows(
    String market,
    String tier,
    String window,
    long logPosition,
    List<Window> windows,
    @Nullable String next) {

  /**
   * One window. Prices are $ per million tokens, of the auctions that sold something; null where
   * none did.
   *
   * @param at when it begins; windows are counted from the market's origin
   * @param auctions held in it so far
   * @param open price of the first
   * @param high highest price
   * @param low lowest price
   * @param close price of the last
   * @param average revenue by tokens, rounded half even
   * @param tokens sold
   * @param tokensBid bid for at any price
   * @param mwh energy that made what was sold
   * @param mwhOffered energy of the whole market on offer
   * @param revenue $ paid by buyers
   */
  public record Window(
      Instant at,
      int auctions,
      @Nullable BigDecimal open,
      @Nullable BigDecimal high,
      @Nullable BigDecimal low,
      @Nullable BigDecimal close,
      @Nullable BigDecimal average,
      BigInteger tokens,
      BigInteger tokensBid,
      BigDecimal mwh,
      BigDecimal mwhOffered,
      BigDecimal revenue) {}
}
