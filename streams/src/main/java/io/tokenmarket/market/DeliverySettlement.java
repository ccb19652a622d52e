package io.tokenmarket.market;

import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.TradeSettled;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.schemas.UnsettledTrade;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Settles trades by what was delivered of them, and enters the money in the ledger: each entry has
 * two sides that sum to zero.
 */
final class DeliverySettlement {
  /** The account of what the exchange keeps. No participant has a slash in their name. */
  static final String EXCHANGE = "exchange/fees";

  private static final long PPM = 1_000_000;
  private static final BigInteger PENALTY_SCALE = BigInteger.valueOf(PPM * Units.TOKENS_PER_LOT);

  private final long position;
  private final List<SpecificRecord> events = new ArrayList<>();
  private int entries;

  private DeliverySettlement(long position) {
    this.position = position;
  }

  /** The settlements of these trades, in their order. */
  static List<SpecificRecord> of(List<UnsettledTrade> due, long position) {
    DeliverySettlement settlement = new DeliverySettlement(position);
    due.forEach(settlement::settle);
    return settlement.events;
  }

  private void settle(UnsettledTrade waiting) {
    Trade trade = waiting.getTrade();
    long delivered = Math.max(0, waiting.getReportedTokens());
    long sold = trade.getLots() * Units.TOKENS_PER_LOT;
    long settled = Math.min(delivered, sold);
    long paid = MulDiv.floor(settled, trade.getPrice(), Units.TOKENS_PER_LOT);
    long fee = MulDiv.floor(paid, waiting.getFeePpm(), PPM);
    long penalty = penalty(sold - settled, trade.getPrice(), waiting.getPenaltyPpm());
    events.add(settled(trade, delivered, settled, paid, fee, penalty));
    post(trade, "PURCHASE", trade.getConsumer(), trade.getFactory(), paid);
    post(trade, "FEE", trade.getFactory(), EXCHANGE, fee);
    post(trade, "PENALTY", trade.getFactory(), trade.getConsumer(), penalty);
  }

  /**
   * floor(missing x price x ppm / 10^9) nano-dollars: at most the price of what is missing, so it
   * fits.
   */
  private static long penalty(long missing, long price, long ppm) {
    return BigInteger.valueOf(missing)
        .multiply(BigInteger.valueOf(price))
        .multiply(BigInteger.valueOf(ppm))
        .divide(PENALTY_SCALE)
        .longValueExact();
  }

  private TradeSettled settled(
      Trade trade, long delivered, long settled, long paid, long fee, long penalty) {
    return new TradeSettled(
        trade.getMarket(),
        trade.getInterval(),
        trade.getNumber(),
        trade.getFactory(),
        trade.getConsumer(),
        trade.getTier(),
        trade.getHardware(),
        trade.getLots(),
        delivered,
        settled,
        trade.getPrice(),
        paid,
        fee,
        penalty,
        position);
  }

  private void post(Trade trade, String cause, String from, String to, long nanoDollars) {
    if (nanoDollars == 0) {
      return;
    }
    events.add(posting(trade, cause, from, to, -nanoDollars));
    events.add(posting(trade, cause, to, from, nanoDollars));
    entries++;
  }

  private Posting posting(
      Trade trade, String cause, String account, String counterAccount, long nanoDollars) {
    return new Posting(
        trade.getMarket(),
        trade.getInterval(),
        entries,
        account,
        counterAccount,
        cause,
        trade.getNumber(),
        nanoDollars,
        position);
  }
}
