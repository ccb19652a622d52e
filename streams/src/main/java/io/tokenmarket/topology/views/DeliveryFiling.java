package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DeliveryPerformance;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.TradeSettled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Files what was delivered in an interval once its clearing, its trades and their settlements are
 * all there. They are read from three topics, so any of them may come last.
 */
final class DeliveryFiling {
  private record Auction(long interval, int trades) {}

  private final Clearings clearings;
  private final KeyValueStore<String, Trade> trades;
  private final KeyValueStore<String, TradeSettled> settledTrades;
  private final KeyValueStore<String, DeliveryPerformance> deliveries;

  /** The auction of each market whose trades are being settled: a clearing is large. */
  private final Map<String, Auction> settling = new HashMap<>();

  DeliveryFiling(ProcessingContext context) {
    clearings = new Clearings(context.getStateStore(ViewsTopology.MARKETS));
    trades = context.getStateStore(ViewsTopology.MARKETS);
    settledTrades = context.getStateStore(ViewsTopology.MARKETS);
    deliveries = context.getStateStore(ViewsTopology.MARKETS);
  }

  /** A clearing was put. */
  void put(Clearing clearing) {
    fileIfWhole(clearing);
  }

  /** A trade was put. */
  void put(Trade trade) {
    String market = trade.getMarket();
    long interval = trade.getInterval();
    if (settledTrades.get(ViewKeys.settledTrade(market, interval, trade.getNumber())) != null) {
      fileIfWhole(market, interval);
    }
  }

  /** A settled trade was put. */
  void put(TradeSettled settled) {
    Auction auction = settling.get(settled.getMarket());
    if (auction == null || auction.interval() != settled.getInterval()) {
      auction = auction(settled.getMarket(), settled.getInterval());
    }
    if (auction != null && auction.trades() == settled.getTrade() + 1) {
      fileIfWhole(settled.getMarket(), settled.getInterval());
    }
  }

  private Auction auction(String market, long interval) {
    Clearing clearing = clearings.get(market, interval);
    if (clearing == null) {
      return null;
    }
    Auction auction = new Auction(interval, clearing.getTrades());
    settling.put(market, auction);
    return auction;
  }

  private void fileIfWhole(String market, long interval) {
    Clearing clearing = clearings.get(market, interval);
    if (clearing != null) {
      fileIfWhole(clearing);
    }
  }

  /** Trades come by number on either topic, so all are there once the last one is. */
  private void fileIfWhole(Clearing clearing) {
    if (clearing.getTrades() == 0) {
      return;
    }
    String market = clearing.getMarket();
    long interval = clearing.getInterval();
    int last = clearing.getTrades() - 1;
    if (settledTrades.get(ViewKeys.settledTrade(market, interval, last)) != null
        && trades.get(ViewKeys.trade(market, interval, last)) != null) {
      file(clearing);
    }
  }

  private void file(Clearing clearing) {
    String market = clearing.getMarket();
    long interval = clearing.getInterval();
    int last = clearing.getTrades() - 1;
    Deliveries delivered =
        new Deliveries(
            clearing,
            all(
                trades,
                ViewKeys.trade(market, interval, 0),
                ViewKeys.trade(market, interval, last)),
            all(
                settledTrades,
                ViewKeys.settledTrade(market, interval, 0),
                ViewKeys.settledTrade(market, interval, last)));
    for (Grouping grouping : Grouping.values()) {
      delivered.by(grouping).forEach(row -> deliveries.put(ViewKeys.delivery(grouping, row), row));
    }
  }

  private static <T> List<T> all(KeyValueStore<String, T> store, String first, String last) {
    List<T> found = new ArrayList<>();
    try (KeyValueIterator<String, T> entries = store.range(first, last)) {
      entries.forEachRemaining(entry -> found.add(entry.value));
    }
    return found;
  }
}
