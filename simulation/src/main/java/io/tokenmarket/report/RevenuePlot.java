package io.tokenmarket.report;

import io.tokenmarket.report.Table.Column;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.TierRun;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.simulation.HeldAuction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was paid for the tokens of each hardware, by tier. */
final class RevenuePlot implements Plot {
  private static final double WATT_MILLIS_PER_MEGAWATT_HOUR = 3.6e12;

  private final long intervalMillis;
  private final List<String> tiers;
  private final Map<String, Earned> hardware = new TreeMap<>();

  private static final class Earned {
    private final Map<String, BigDecimal> revenue = new HashMap<>();
    private double wattsSold;
    private double wattsOffered;

    private void add(OfferClearing offer) {
      wattsOffered += offer.getWatts();
      for (TierRun run : offer.getRuns()) {
        revenue.merge(run.getTier(), Units.money(run.getNanoDollars()), BigDecimal::add);
        wattsSold += run.getWatts();
      }
    }
  }

  RevenuePlot(long intervalMillis, List<String> tiers) {
    this.intervalMillis = intervalMillis;
    this.tiers = tiers;
  }

  @Override
  public void add(HeldAuction auction) {
    auction
        .clearing()
        .getOffers()
        .forEach(
            offer ->
                hardware.computeIfAbsent(offer.getHardware(), name -> new Earned()).add(offer));
  }

  @Override
  public List<Table> tables() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("hardware", ""));
    tiers.forEach(tier -> columns.add(new Column(tier, "$")));
    columns.add(new Column("energy sold", "MWh"));
    columns.add(new Column("energy offered", "MWh"));
    List<List<Object>> rows = new ArrayList<>();
    hardware.forEach((name, earned) -> rows.add(row(name, earned)));
    return List.of(new Table("revenue", columns, rows));
  }

  private List<Object> row(String name, Earned earned) {
    List<Object> row = new ArrayList<>();
    row.add(name);
    tiers.forEach(
        tier -> row.add(Figure.plain(earned.revenue.getOrDefault(tier, BigDecimal.ZERO))));
    row.add(megawattHours(earned.wattsSold));
    row.add(megawattHours(earned.wattsOffered));
    return row;
  }

  private BigDecimal megawattHours(double watts) {
    return Figure.rounded(watts * intervalMillis / WATT_MILLIS_PER_MEGAWATT_HOUR);
  }
}
