package io.tokenmarket.rest;

import io.tokenmarket.market.Calendar;
import io.tokenmarket.rest.resource.Bill;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up the postings to an account, by interval, into an invoice or a statement. Who buys and
 * sells has both, and no posting is on both.
 */
final class BillSheet {
  /** As whom the participant is billed. */
  enum Side {
    /** Pays for purchases, receives penalties. */
    CONSUMER,
    /** Receives for purchases, pays fees and penalties. */
    FACTORY
  }

  private static final String PURCHASE = "PURCHASE";
  private static final String FEE = "FEE";
  private static final String PENALTY = "PENALTY";

  private final MarketDefinition market;
  private final Side side;
  private final Map<Long, Map<String, BigInteger>> intervals = new TreeMap<>();

  BillSheet(MarketDefinition market, Side side) {
    this.market = market;
    this.side = side;
  }

  /** Takes a posting to the participant's account. */
  void add(Posting posting) {
    if (isOwn(posting)) {
      intervals
          .computeIfAbsent(posting.getInterval(), interval -> new TreeMap<>())
          .merge(posting.getCause(), BigInteger.valueOf(posting.getNanoDollars()), BigInteger::add);
    }
  }

  private boolean isOwn(Posting posting) {
    boolean receives = posting.getNanoDollars() > 0;
    return switch (posting.getCause()) {
      case PURCHASE -> receives == (side == Side.FACTORY);
      case FEE -> side == Side.FACTORY;
      case PENALTY -> receives == (side == Side.CONSUMER);
      default -> false;
    };
  }

  /**
   * @param from first interval billed
   * @param to interval behind the last one billed
   */
  Bill bill(String participant, long from, long to) {
    List<Bill.Line> lines = new ArrayList<>();
    intervals.forEach((interval, sums) -> lines.add(line(interval, sums)));
    BigDecimal total = lines.stream().map(Bill.Line::total).reduce(Units.money(0), BigDecimal::add);
    return new Bill(participant, market.getMarket(), from, to, total, lines);
  }

  private Bill.Line line(long interval, Map<String, BigInteger> sums) {
    BigInteger total = sums.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    return new Bill.Line(
        interval,
        Instant.ofEpochMilli(Calendar.gate(market, interval)),
        money(sums, PURCHASE),
        money(sums, FEE),
        money(sums, PENALTY),
        Units.money(total));
  }

  private static BigDecimal money(Map<String, BigInteger> sums, String cause) {
    return Units.money(sums.getOrDefault(cause, BigInteger.ZERO));
  }

  /** The lines as CSV, $ with nine decimals, a heading first (RFC 4180). */
  static String csv(Bill bill) {
    StringBuilder csv = new StringBuilder("interval,at,purchases,fees,penalties,total\r\n");
    for (Bill.Line line : bill.lines()) {
      csv.append(line.interval()).append(',').append(line.at());
      for (BigDecimal amount :
          List.of(line.purchases(), line.fees(), line.penalties(), line.total())) {
        csv.append(',').append(amount.toPlainString());
      }
      csv.append("\r\n");
    }
    return csv.toString();
  }
}
