package io.tokenmarket.metrics;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.topology.views.MarketViews;

/** The markets as this node's views have read them: the same on every node. */
final class MarketSource implements Source {
  private static final double MILLIS = 1e3;

  private final MarketViews views;

  MarketSource(MarketViews views) {
    this.views = views;
  }

  @Override
  public void read(Samples samples) {
    if (views.unavailable().isEmpty()) {
      views.markets().stream()
          .filter(market -> views.elsewhere(market.getMarket()).isEmpty())
          .forEach(market -> read(market, samples));
    }
  }

  private void read(MarketDefinition definition, Samples samples) {
    String market = definition.getMarket();
    samples.gauge(
        "tokenmarket_interval_seconds",
        "Length of an interval",
        definition.getIntervalMillis() / MILLIS,
        "market",
        market);
    samples.gauge(
        "tokenmarket_open_orders",
        "Orders that stand",
        views.replicas().openOrders(market),
        "market",
        market);
    views.latestClearing(market).ifPresent(clearing -> read(clearing, samples));
  }

  private static void read(Clearing clearing, Samples samples) {
    String market = clearing.getMarket();
    samples.gauge(
        "tokenmarket_last_gate_timestamp_seconds",
        "Gate of the last auction, Unix time",
        clearing.getAt().toEpochMilli() / MILLIS,
        "market",
        market);
    samples.gauge(
        "tokenmarket_offered_watts",
        "Power on offer in the last auction",
        clearing.getWattsOffered(),
        "market",
        market);
    clearing.getTiers().forEach(tier -> read(market, tier, samples));
  }

  private static void read(String market, TierClearing tier, Samples samples) {
    String[] labels = {"market", market, "tier", tier.getTier()};
    samples.gauge("tokenmarket_sold_tokens", "Sold in the last auction", sold(tier), labels);
    samples.gauge("tokenmarket_bid_tokens", "Bid for in the last auction", bid(tier), labels);
    samples.gauge(
        "tokenmarket_sold_watts", "Power sold in the last auction", tier.getWatts(), labels);
    if (tier.getTraded()) {
      samples.gauge(
          "tokenmarket_price_dollars_per_million_tokens",
          "Clearing price of the last auction, none where nothing was sold",
          Units.price(tier.getPrice()).doubleValue(),
          labels);
    }
  }

  private static double sold(TierClearing tier) {
    return (double) tier.getLots() * Units.TOKENS_PER_LOT;
  }

  private static double bid(TierClearing tier) {
    return (double) tier.getBidLots() * Units.TOKENS_PER_LOT;
  }
}
