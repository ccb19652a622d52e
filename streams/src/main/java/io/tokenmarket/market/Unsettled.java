package io.tokenmarket.market;

import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.UnsettledTrade;
import java.util.List;

/** The trades of a market that wait for their deliveries, in log order; no others are kept. */
final class Unsettled {
  static final long NOTHING_REPORTED = -1;

  private final Ledger<UnsettledTrade> trades;

  Unsettled(RecordHash hash) {
    trades = new Ledger<>(hash);
  }

  /** A trade as it waits, with the rules that it was made by. */
  static UnsettledTrade waiting(Trade trade, MarketDefinition rules) {
    return new UnsettledTrade(
        trade,
        trade.getInterval() + rules.getSettlementIntervals(),
        trade.getNetted() ? 0L : rules.getFeePpm(),
        rules.getPenaltyPpm(),
        NOTHING_REPORTED);
  }

  /** The trade with what was reported of it. */
  static UnsettledTrade reported(UnsettledTrade trade, long tokens) {
    return new UnsettledTrade(
        trade.getTrade(),
        trade.getSettlementInterval(),
        trade.getFeePpm(),
        trade.getPenaltyPpm(),
        tokens);
  }

  boolean isEmpty() {
    return trades.size() == 0;
  }

  byte[] hash() {
    return trades.hash();
  }

  /** The trade of this number in this interval, or null. */
  UnsettledTrade of(long interval, int number) {
    return trades.get(id(interval, number));
  }

  /** The trades that the gate of this interval settles, in log order. */
  List<UnsettledTrade> due(long interval) {
    return trades.all().stream().filter(t -> t.getSettlementInterval() <= interval).toList();
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
