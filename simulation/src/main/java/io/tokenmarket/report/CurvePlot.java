package io.tokenmarket.report;

import io.tokenmarket.report.Table.Column;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.simulation.HeldAuction;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Supply and demand of some auctions: evenly over the run, and the one with the most revenue. */
final class CurvePlot implements Plot {
  private final Slices slices;
  private final TreeMap<Long, Kept> even = new TreeMap<>();
  private Kept richest;

  /** An auction as it is shown, so that its orders need not be kept. */
  private record Kept(Clearing clearing, List<List<Object>> supply, List<List<Object>> demand) {}

  /**
   * @param slices the first auction of each is kept
   */
  CurvePlot(Slices slices) {
    this.slices = slices;
  }

  @Override
  public void add(HeldAuction auction) {
    Clearing clearing = auction.clearing();
    if (slices.begins(clearing.getInterval())) {
      even.put(clearing.getInterval(), kept(auction));
    }
    if (richest == null || richest.clearing().getRevenue().compareTo(clearing.getRevenue()) < 0) {
      richest = kept(auction);
    }
  }

  private Kept kept(HeldAuction auction) {
    long interval = auction.clearing().getInterval();
    List<List<Object>> supply = new ArrayList<>();
    List<List<Object>> demand = new ArrayList<>();
    SupplyCurves offered = new SupplyCurves(auction, slices.market().getIntervalMillis());
    DemandCurves wanted = new DemandCurves(auction.orders());
    for (TierClearing cleared : auction.clearing().getTiers()) {
      String tier = cleared.getTier();
      offered.of(tier).forEach(block -> supply.add(row(interval, tier, block.values())));
      wanted.of(tier).forEach(step -> demand.add(row(interval, tier, step.values())));
    }
    return new Kept(auction.clearing(), supply, demand);
  }

  private static List<Object> row(long interval, String tier, List<Object> values) {
    List<Object> row = new ArrayList<>();
    row.add(interval);
    row.add(tier);
    row.addAll(values);
    return row;
  }

  @Override
  public List<Table> tables() {
    TreeMap<Long, Kept> all = new TreeMap<>(even);
    if (richest != null) {
      all.put(richest.clearing().getInterval(), richest);
    }
    List<List<Object>> auctions = new ArrayList<>();
    List<List<Object>> supply = new ArrayList<>();
    List<List<Object>> demand = new ArrayList<>();
    for (Kept kept : all.values()) {
      kept.clearing().getTiers().forEach(tier -> auctions.add(row(kept.clearing(), tier)));
      supply.addAll(kept.supply());
      demand.addAll(kept.demand());
    }
    return List.of(
        new Table("auctions", auctionColumns(), auctions),
        new Table("supply", supplyColumns(), supply),
        new Table("demand", demandColumns(), demand));
  }

  private List<Object> row(Clearing clearing, TierClearing tier) {
    return List.of(
        clearing.getInterval(),
        clearing.getAt().toString(),
        tier.getTier(),
        tier.getTraded(),
        Figure.price(tier.getPrice()),
        Figure.millionTokens(tier.getLots()),
        Figure.millionTokens(tier.getBidLots()),
        Figure.plain(clearing.getRevenue()));
  }

  private static List<Column> auctionColumns() {
    return List.of(
        new Column("interval", ""),
        new Column("time", "UTC"),
        new Column("tier", ""),
        new Column("traded", ""),
        new Column("clearing price", Figure.PRICE),
        new Column("sold", "million tokens"),
        new Column("bid for", "million tokens"),
        new Column("revenue of the auction", "$"));
  }

  private static List<Column> supplyColumns() {
    return List.of(
        new Column("interval", ""),
        new Column("tier", ""),
        new Column("factory", ""),
        new Column("hardware", ""),
        new Column("power", "MW"),
        new Column("quantity", "million tokens"),
        new Column("ask", Figure.PRICE),
        new Column("entry price", Figure.PRICE));
  }

  private static List<Column> demandColumns() {
    return List.of(
        new Column("interval", ""),
        new Column("tier", ""),
        new Column("quantity", "million tokens"),
        new Column("limit price", Figure.PRICE));
  }
}
