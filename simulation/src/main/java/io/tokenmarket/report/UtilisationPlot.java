package io.tokenmarket.report;

import io.tokenmarket.report.Table.Column;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.TierRun;
import io.tokenmarket.simulation.HeldAuction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Power sold of power offered, by factory and time. */
final class UtilisationPlot implements Plot {
  private final Slices slices;
  private final Map<String, Use> factories = new TreeMap<>();

  /** Watts by slice. */
  private record Use(long[] sold, long[] offered) {

    private Object percent(int slice) {
      return offered[slice] == 0 ? null : Figure.rounded(100.0 * sold[slice] / offered[slice]);
    }
  }

  UtilisationPlot(Slices slices) {
    this.slices = slices;
  }

  @Override
  public void add(HeldAuction auction) {
    int slice = slices.of(auction.clearing().getInterval());
    for (OfferClearing offer : auction.clearing().getOffers()) {
      Use use = factories.computeIfAbsent(offer.getFactory(), name -> unused());
      long sold = offer.getRuns().stream().mapToLong(TierRun::getWatts).sum();
      use.sold()[slice] = Math.addExact(use.sold()[slice], sold);
      use.offered()[slice] = Math.addExact(use.offered()[slice], offer.getWatts());
    }
  }

  private Use unused() {
    return new Use(new long[slices.count()], new long[slices.count()]);
  }

  @Override
  public List<Table> tables() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("time", "UTC"));
    factories.keySet().forEach(factory -> columns.add(new Column(factory, "%")));
    return List.of(
        new Table(
            "utilisation",
            columns,
            IntStream.range(0, slices.count()).mapToObj(this::row).toList()));
  }

  private List<Object> row(int slice) {
    List<Object> row = new ArrayList<>();
    row.add(slices.start(slice));
    factories.values().forEach(use -> row.add(use.percent(slice)));
    return row;
  }
}
