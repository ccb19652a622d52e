package io.tokenmarket.market;

import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.UnsettledTrade;
import java.util.List;

/** The trades of a market that wait for their deliveries, in log order; no others are kept. */
final class Unsettled {
  static final long NOTHING_REPORTED = -1;

  private final Ledger<String, UnsettledTrade> trades;

  Unsettled(RecordHash hash) {
    trades = new Ledger<>(hash);
  }

  /** A trade as it waits, with the rules that it was made by. */
  static UnsettledTrade waiting(Trade trade, MarketDefinition rules, long auction) {
    long window = rules.getSettlementIntervals();
    return new UnsettledTrade(
        trade,
        Rulebook.of(rules).settlementInterval(trade.getInterval(), window),
        trade.getNetted() ? 0L : rules.getFeePpm(),
        rules.getPenaltyPpm(),
        NOTHING_REPORTED,
        Rulebook.of(rules).settlementAuction(auction, window));
  }

  /** The trade with what was reported of it. */
  static UnsettledTrade reported(UnsettledTrade trade, long tokens) {
    return new UnsettledTrade(
        trade.getTrade(),
        trade.getSettlementInterval(),
        trade.getFeePpm(),
        trade.getPenaltyPpm(),
        tokens,
        trade.getSettlementAuction());
  }

  boolean isEmpty() {
    return trades.size() == 0;
  }

  Ledger<String, UnsettledTrade> ledger() {
    return trades;
  }

  /** The trade of this number in this interval, or null. */
  UnsettledTrade of(long interval, int number) {
    return trades.get(id(interval, number));
  }

  /** The trades that the gate of this interval and auction settles, in log order. */
  List<UnsettledTrade> due(long interval, long auction) {
    return trades.all().stream().filter(trade -> isDue(trade, interval, auction)).toList();
  }

  private static boolean isDue(UnsettledTrade trade, long interval, long auction) {
    return trade.getSettlementAuction() == -1
        ? trade.getSettlementInterval() <= interval
        : trade.getSettlementAuction() <= auction;
  }

  /** Whether a trade of this interval or an earlier one waits. */
  boolean hasUpTo(long interval) {
    return !isEmpty() && trades.first().getTrade().getInterval() <= interval;
  }

  void add(UnsettledTrade trade) {
    trades.add(id(trade), trade);
  }

  void replace(UnsettledTrade trade) {
    trades.replace(id(trade), trade);
  }

  UnsettledTrade remove(long interval, int number) {
    return trades.remove(id(interval, number));
  }

  private static String id(UnsettledTrade trade) {
    return id(trade.getTrade().getInterval(), trade.getTrade().getNumber());
  }

  private static String id(long interval, int number) {
    return interval + "/" + number;
  }
}
