package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.util.List;

/**
 * A consumer's invoice or a factory's statement: what was settled in a range of intervals, $.
 * Amounts are what the participant receives; negative where he pays.
 *
 * @param total the sum over the lines
 * @param next first interval of the next page, null on the last
 */
public record Bill(
    String participant, String market, List<Line> lines, BigDecimal total, Long next) {

  /**
   * One delivery interval.
   *
   * @param purchases for tokens delivered
   * @param fees of the exchange
   * @param penalties for tokens sold and not delivered
   * @param total of the three
   */
  public record Line(
      long interval,
      BigDecimal purchases,
      BigDecimal fees,
      BigDecimal penalties,
      BigDecimal total) {}
}
