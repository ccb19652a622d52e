package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.util.List;

/**
 * One side of the entries of a market's ledger: an account's, by delivery interval.
 *
 * @param next cursor of the next page, null on the last
 */
public record Postings(
    String participant,
    String market,
    long logPosition,
    List<Entry> postings,
    @Nullable String next) {

  /**
   * One posting.
   *
   * @param interval whose trade is settled
   * @param number of the entry; both sides carry it
   * @param trade number of the trade
   * @param cause PURCHASE, FEE or PENALTY
   * @param account the other side
   * @param amount $ received; negative where it is paid
   */
  public record Entry(
      long interval,
      int number,
      int trade,
      String cause,
      String account,
      BigDecimal amount,
      long logPosition) {}
}
