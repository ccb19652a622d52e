package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A consumer's invoice or a factory's statement: what was settled of a range of intervals, $.
 * Amounts are what the participant receives; negative where they pay.
 *
 * @param from first interval of the range
 * @param to interval behind the last one of the range
 * @param total the sum over the lines
 * @param lines intervals in which something was posted, earliest first
 */
public record Bill(
    String participant, String market, long from, long to, BigDecimal total, List<Line> lines) {

  /**
   * One delivery interval.
   *
   * @param at when it begins
   * @param purchases for tokens delivered
   * @param fees of the exchange
   * @param penalties for tokens sold and not delivered
   * @param total of the three
   */
  public record Line(
      long interval,
      Instant at,
      BigDecimal purchases,
      BigDecimal fees,
      BigDecimal penalties,
      BigDecimal total) {}
}
