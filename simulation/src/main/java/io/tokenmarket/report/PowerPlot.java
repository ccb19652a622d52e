package io.tokenmarket.report;

import io.tokenmarket.report.Table.Column;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.simulation.HeldAuction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Power sold by tier, and on offer, over time. */
final class PowerPlot implements Plot {
  private static final String UNIT = "MW";

  private final Slices slices;
  private final List<String> tiers;
  private final long[][] sold;
  private final long[] offered;
  private final int[] auctions;

  PowerPlot(Slices slices, List<String> tiers) {
    this.slices = slices;
    this.tiers = tiers;
    sold = new long[slices.count()][tiers.size()];
    offered = new long[slices.count()];
    auctions = new int[slices.count()];
  }

  @Override
  public void add(HeldAuction auction) {
    Clearing clearing = auction.clearing();
    int slice = slices.of(clearing.getInterval());
    auctions[slice]++;
    offered[slice] = Math.addExact(offered[slice], clearing.getWattsOffered());
    for (int t = 0; t < tiers.size(); t++) {
      sold[slice][t] = Math.addExact(sold[slice][t], clearing.getTiers().get(t).getWatts());
    }
  }

  @Override
  public List<Table> tables() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("time", "UTC"));
    tiers.forEach(tier -> columns.add(new Column(tier, UNIT)));
    columns.add(new Column("on offer", UNIT));
    return List.of(
        new Table(
            "power", columns, IntStream.range(0, slices.count()).mapToObj(this::row).toList()));
  }

  private List<Object> row(int slice) {
    List<Object> row = new ArrayList<>();
    row.add(slices.start(slice));
    for (long watts : sold[slice]) {
      row.add(Figure.meanMegawatts(watts, auctions[slice]));
    }
    row.add(Figure.meanMegawatts(offered[slice], auctions[slice]));
    return row;
  }
}
