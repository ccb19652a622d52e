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
  static final String[] STORES = {
    ViewsTopology.CLEARINGS,
    ViewsTopology.TRADES,
    ViewsTopology.SETTLED_TRADES,
    ViewsTopology.DELIVERIES
  };

  private record Auction(long interval, int trades) {}

  private final KeyValueStore<String, Clearing> clearings;
  private final KeyValueStore<String, Trade> trades;
  private final KeyValueStore<String, TradeSettled> settledTrades;
  private final KeyValueStore<String, DeliveryPerformance> deliveries;

  /** The auction of each market whose trades are being settled: a clearing is large. */
  private final Map<String, Auction> settling = new HashMap<>();

  DeliveryFiling(ProcessingContext context) {
    clearings = context.getStateStore(ViewsTopology.CLEARINGS);
    trades = context.getStateStore(ViewsTopology.TRADES);
    settledTrades = context.getStateStore(ViewsTopology.SETTLED_TRADES);
    deliveries = context.getStateStore(ViewsTopology.DELIVERIES);
  }

  /** A clearing was put. */
  void put(Clearing clearing) {
    fileIfWhole(clearing);
  }

  /** A trade was put. */
  void put(Trade trade) {
    if (settledTrades.get(key(trade.getMarket(), trade.getInterval(), trade.getNumber())) != null) {
      fileIfWhole(trade.getMarket(), trade.getInterval());
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
    Clearing clearing = clearings.get(ViewKeys.clearing(market, interval));
    if (clearing == null) {
      return null;
    }
    Auction auction = new Auction(interval, clearing.getTrades());
    settling.put(market, auction);
    return auction;
  }

  private void fileIfWhole(String market, long interval) {
    Clearing clearing = clearings.get(ViewKeys.clearing(market, interval));
    if (clearing != null) {
      fileIfWhole(clearing);
    }
  }

  /** Trades come by number on either topic, so all are there once the last one is. */
  private void fileIfWhole(Clearing clearing) {
    if (clearing.getTrades() == 0) {
      return;
    }
    String last = key(clearing.getMarket(), clearing.getInterval(), clearing.getTrades() - 1);
    if (settledTrades.get(last) != null && trades.get(last) != null) {
      file(clearing);
    }
  }

  private void file(Clearing clearing) {
    Deliveries delivered =
        new Deliveries(clearing, all(trades, clearing), all(settledTrades, clearing));
    for (Grouping grouping : Grouping.values()) {
      delivered.by(grouping).forEach(row -> deliveries.put(ViewKeys.delivery(grouping, row), row));
    }
  }

  private static <T> List<T> all(KeyValueStore<String, T> store, Clearing clearing) {
    String first = key(clearing.getMarket(), clearing.getInterval(), 0);
    String last = key(clearing.getMarket(), clearing.getInterval(), clearing.getTrades() - 1);
    List<T> found = new ArrayList<>(clearing.getTrades());
    try (KeyValueIterator<String, T> entries = store.range(first, last)) {
      entries.forEachRemaining(entry -> found.add(entry.value));
    }
    return found;
  }

  private static String key(String market, long interval, int trade) {
    return ViewKeys.trade(market, interval, trade);
  }
}
