package io.tokenmarket.report;

import io.tokenmarket.report.Table.Column;
import io.tokenmarket.simulation.HeldAuction;
import io.tokenmarket.simulation.TierTotal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The price of each tier over time. */
final class PricePlot implements Plot {
  private final Slices slices;
  private final List<String> tiers;
  private final TierTotal[][] totals;

  PricePlot(Slices slices, List<String> tiers) {
    this.slices = slices;
    this.tiers = tiers;
    totals = new TierTotal[slices.count()][tiers.size()];
    for (TierTotal[] slice : totals) {
      Arrays.setAll(slice, tier -> new TierTotal());
    }
  }

  @Override
  public void add(HeldAuction auction) {
    long interval = auction.clearing().getInterval();
    TierTotal[] slice = totals[slices.of(interval)];
    for (int t = 0; t < slice.length; t++) {
      slice[t].add(auction.clearing().getTiers().get(t), interval);
    }
  }

  @Override
  public List<Table> tables() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("time", "UTC"));
    for (String tier : tiers) {
      columns.add(new Column(tier, Figure.PRICE));
      columns.add(new Column(tier + " lowest", Figure.PRICE));
      columns.add(new Column(tier + " highest", Figure.PRICE));
    }
    return List.of(
        new Table(
            "prices", columns, IntStream.range(0, slices.count()).mapToObj(this::row).toList()));
  }

  private List<Object> row(int slice) {
    List<Object> row = new ArrayList<>();
    row.add(slices.start(slice));
    for (TierTotal total : totals[slice]) {
      row.add(plain(total.averagePrice()));
      row.add(plain(total.lowestPrice()));
      row.add(plain(total.highestPrice()));
    }
    return row;
  }

  private static BigDecimal plain(Optional<BigDecimal> price) {
    return price.map(Figure::plain).orElse(null);
  }
}
