package io.tokenmarket.bench;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import io.tokenmarket.clearing.Auction;
import io.tokenmarket.clearing.Book;
import java.util.List;
import java.util.Locale;

/** The same stream of orders of one tier, taken by three kinds of book. */
final class OneTierBench {
  private static final int PER_AUCTION = 10_000;
  private static final int RUNS = 5;

  private OneTierBench() {}

  static List<String> rows() {
    Commands commands = new Commands(1);
    return List.of(
        row("auction every 10,000", () -> auctions(commands)),
        row("TreeMap", () -> treeMap(commands)),
        row("exchange-core 0.5.3 direct", () -> exchangeCore(commands)));
  }

  private static String row(String book, Runnable run) {
    run.run();
    run.run();
    double nanos = Median.of(RUNS, run);
    return String.format(
        Locale.ROOT,
        "{\"book\":\"%s\",\"millionCommandsPerSecond\":%.1f}",
        book,
        Commands.COUNT / nanos * 1e3);
  }

  private static void auctions(Commands commands) {
    Book book = new Book(1);
    Auction auction = new Auction();
    long[] run = new long[1];
    long[] ask = new long[1];
    for (int k = 0; k < Commands.COUNT; k++) {
      if (commands.buys[k]) {
        book.bid(0, commands.lots[k], commands.price[k]);
      } else {
        run[0] = commands.lots[k];
        ask[0] = commands.price[k];
        book.offer(run, ask);
      }
      if (k % PER_AUCTION == PER_AUCTION - 1) {
        auction.clear(book);
        book.clear();
      }
    }
  }

  private static void treeMap(Commands commands) {
    TreeMapBook book = new TreeMapBook();
    for (int k = 0; k < Commands.COUNT; k++) {
      book.take(commands.buys[k], commands.price[k], commands.lots[k]);
    }
  }

  private static void exchangeCore(Commands commands) {
    OrderBookDirectImpl book =
        new OrderBookDirectImpl(
            CoreSymbolSpecification.builder()
                .symbolId(1)
                .type(SymbolType.CURRENCY_EXCHANGE_PAIR)
                .build(),
            ObjectsPool.createDefaultTestPool(),
            OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER,
            LoggingConfiguration.DEFAULT);
    for (int k = 0; k < Commands.COUNT; k++) {
      long price = commands.price[k];
      OrderAction action = commands.buys[k] ? OrderAction.BID : OrderAction.ASK;
      book.newOrder(
          OrderCommand.newOrder(OrderType.GTC, k, 1, price, price, commands.lots[k], action));
    }
  }
}
