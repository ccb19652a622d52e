package io.tokenmarket.report;

import io.tokenmarket.report.Table.Column;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.simulation.HeldAuction;
import io.tokenmarket.simulation.TierTotal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The price of each tier over time. */
final class PricePlot implements Plot {
  private final Slices slices;
  private final List<String> tiers;
  private final Span[][] spans;

  /** The prices of a tier in a slice. */
  private static final class Span {
    private final TierTotal total = new TierTotal();
    private long lowest = Long.MAX_VALUE;
    private long highest;

    private void add(TierClearing tier) {
      total.add(tier);
      lowest = Math.min(lowest, tier.getPrice());
      highest = Math.max(highest, tier.getPrice());
    }
  }

  PricePlot(Slices slices, List<String> tiers) {
    this.slices = slices;
    this.tiers = tiers;
    spans = new Span[slices.count()][tiers.size()];
  }

  @Override
  public void add(HeldAuction auction) {
    Span[] slice = spans[slices.of(auction.clearing().getInterval())];
    List<TierClearing> cleared = auction.clearing().getTiers();
    for (int t = 0; t < slice.length; t++) {
      if (cleared.get(t).getTraded()) {
        slice[t] = slice[t] == null ? new Span() : slice[t];
        slice[t].add(cleared.get(t));
      }
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
    for (Span span : spans[slice]) {
      row.add(span == null ? null : span.total.averagePrice().map(Figure::plain).orElse(null));
      row.add(span == null ? null : Figure.price(span.lowest));
      row.add(span == null ? null : Figure.price(span.highest));
    }
    return row;
  }
}
