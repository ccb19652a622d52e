package io.tokenmarket.sandbox.rest;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.IndicativeClearing;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.TradeSettled;
import io.tokenmarket.topology.views.ParticipantEvent;
import io.tokenmarket.topology.views.Views;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What the exchange published, and the same with one thing changed that nobody published. */
final class Forged {
  private static final List<SpecificRecord> ORIGINALS = new ArrayList<>();

  private Forged() {}

  /** Those of the market's last auction that is settled, and of the last at all. */
  static List<SpecificRecord> records(TradingExchange exchange) throws Exception {
    Views views = exchange.views();
    exchange.await(() -> !postings(views).isEmpty() && views.indicative("north").isPresent());
    Posting posting = postings(views).get(0);
    long interval = posting.getInterval();
    exchange.await(() -> award(views) != null);
    Trade trade = views.trades("north", interval, 0, 1).get(0);
    TradeSettled settled = views.settledTrades("north", interval, 0, 1).get(0);
    Clearing old = views.clearing("north", interval).orElseThrow();
    ORIGINALS.clear();
    ORIGINALS.addAll(List.of(posting, trade, settled, old, award(views)));
    List<SpecificRecord> forged =
        new ArrayList<>(clearings(old, views.latestClearing("north").orElseThrow()));
    forged.addAll(
        List.of(
            Trade.newBuilder(trade).setLots(trade.getLots() + 1).build(),
            Trade.newBuilder(trade).setNumber(1_000).build(),
            TradeSettled.newBuilder(settled)
                .setSettledTokens(settled.getSettledTokens() + 1)
                .build(),
            TradeSettled.newBuilder(settled).setTrade(1_000).build(),
            Posting.newBuilder(posting).setNanoDollars(2 * posting.getNanoDollars()).build(),
            Posting.newBuilder(posting).setNumber(1_000).build(),
            OrderAwarded.newBuilder(award(views)).setLots(1_000_000).build(),
            IndicativeClearing.newBuilder(views.indicative("north").orElseThrow())
                .setInterval(1_000_000)
                .build()));
    return forged;
  }

  private static List<Clearing> clearings(Clearing old, Clearing last) {
    return List.of(
        Clearing.newBuilder(last).setInterval(Long.MAX_VALUE).build(),
        Clearing.newBuilder(last).setInterval(last.getInterval() + 5_000).build(),
        Clearing.newBuilder(last).setInterval(-7).build(),
        Clearing.newBuilder(last).setLogPosition(Long.MAX_VALUE).build(),
        Clearing.newBuilder(old).setTiers(dearer(old)).build(),
        Clearing.newBuilder(last).setTiers(dearer(last)).build(),
        next(last));
  }

  private static List<TierClearing> dearer(Clearing clearing) {
    return clearing.getTiers().stream()
        .map(tier -> TierClearing.newBuilder(tier).setPrice(tier.getPrice() + 1_000).build())
        .toList();
  }

  /** It continues the chain. */
  private static Clearing next(Clearing last) {
    return Clearing.newBuilder(last)
        .setAuction(last.getAuction() + 1)
        .setPreviousInterval(last.getInterval())
        .setInterval(last.getInterval() + 1)
        .setPreviousHash(last.getHash())
        .build();
  }

  /** The true ones that were changed. */
  static List<SpecificRecord> originals() {
    return List.copyOf(ORIGINALS);
  }

  static String topic(SpecificRecord record) {
    if (record instanceof Clearing) {
      return Topics.CLEARINGS;
    }
    if (record instanceof IndicativeClearing) {
      return Topics.INDICATIVE_CLEARINGS;
    }
    if (record instanceof OrderAwarded) {
      return Topics.ORDER_EVENTS;
    }
    return record instanceof Trade ? Topics.TRADES : Topics.SETTLEMENTS;
  }

  /** All that the views have of the market, and of what its consumer was told. */
  static List<SpecificRecord> filed(Views views) {
    List<SpecificRecord> found = new ArrayList<>(postings(views));
    views.events("chat", 0, 1_000_000).forEach(told -> found.add(told.event()));
    views.indicative("north").ifPresent(found::add);
    found.addAll(views.clearings("north", 0, Long.MAX_VALUE, 1_000_000));
    for (Clearing clearing : views.clearings("north", 0, Long.MAX_VALUE, 1_000_000)) {
      found.addAll(views.trades("north", clearing.getInterval(), 0, 10_000));
      found.addAll(views.settledTrades("north", clearing.getInterval(), 0, 10_000));
    }
    return found;
  }

  private static List<Posting> postings(Views views) {
    List<Posting> found = new ArrayList<>();
    views.postings("chat", "north", 0, Long.MAX_VALUE - 1, found::add);
    return found;
  }

  private static OrderAwarded award(Views views) {
    return views.events("chat", 0, 1_000_000).stream()
        .map(ParticipantEvent::event)
        .filter(OrderAwarded.class::isInstance)
        .map(OrderAwarded.class::cast)
        .findFirst()
        .orElse(null);
  }
}
