package io.tokenmarket.producers.population;

import io.tokenmarket.schemas.DeliveryReported;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * The meters of the simulated factories: of every trade the same share is delivered, in whole
 * tokens, and reported once the interval is over, or just before where the market settles then.
 */
public final class Meters {
  private final MarketDefinition market;
  private final BigDecimal share;
  private final Queue<Trade> delivering = new ArrayDeque<>();

  /**
   * @param share delivered of what was sold; above 1 more than was sold
   * @throws IllegalArgumentException where the share is negative
   */
  public Meters(MarketDefinition market, BigDecimal share) {
    if (share.signum() < 0) {
      throw new IllegalArgumentException("a share of " + share + " cannot be delivered");
    }
    this.market = market;
    this.share = share;
  }

  /** A trade was made, which is delivered in its interval. */
  public void sold(Trade trade) {
    if (market.getSettlementIntervals() > 0) {
      delivering.add(trade);
    }
  }

  /** What is reported while the book of this interval is open, in the order of the trades. */
  public List<DeliveryReported> reports(long interval) {
    long delivered = interval - Math.min(2, market.getSettlementIntervals());
    List<DeliveryReported> reports = new ArrayList<>();
    while (!delivering.isEmpty() && delivering.element().getInterval() <= delivered) {
      reports.add(report(delivering.remove()));
    }
    return reports;
  }

  private DeliveryReported report(Trade trade) {
    String of = trade.getInterval() + "/" + trade.getNumber();
    return DeliveryReported.newBuilder()
        .setCommandId(trade.getFactory() + "#" + of)
        .setMarket(trade.getMarket())
        .setParticipant(trade.getFactory())
        .setInterval(trade.getInterval())
        .setTrade(trade.getNumber())
        .setTokens(tokens(trade.getLots()))
        .build();
  }

  private long tokens(long lots) {
    BigInteger sold = BigInteger.valueOf(lots).multiply(BigInteger.valueOf(Units.TOKENS_PER_LOT));
    return share
        .multiply(new BigDecimal(sold))
        .setScale(0, RoundingMode.FLOOR)
        .toBigIntegerExact()
        .longValueExact();
  }
}
