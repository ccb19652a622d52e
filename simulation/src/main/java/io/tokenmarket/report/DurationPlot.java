package io.tokenmarket.report;

import io.tokenmarket.report.Table.Column;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.simulation.HeldAuction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** By what the price of a tier is exceeded, in which share of the intervals the tier traded in. */
final class DurationPlot implements Plot {
  private static final int DIGITS = 3;
  private static final int POINTS = 201;

  private final List<String> tiers;
  private final List<Histogram> prices;

  DurationPlot(List<String> tiers) {
    this.tiers = tiers;
    prices = tiers.stream().map(tier -> new Histogram(Units.PRICE_LIMIT, DIGITS)).toList();
  }

  @Override
  public void add(HeldAuction auction) {
    for (int t = 0; t < tiers.size(); t++) {
      TierClearing tier = auction.clearing().getTiers().get(t);
      if (tier.getTraded()) {
        prices.get(t).recordValue(tier.getPrice());
      }
    }
  }

  @Override
  public List<Table> tables() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("share of intervals", "%"));
    tiers.forEach(tier -> columns.add(new Column(tier, Figure.PRICE)));
    return List.of(
        new Table("duration", columns, IntStream.range(0, POINTS).mapToObj(this::row).toList()));
  }

  private List<Object> row(int point) {
    double share = 100.0 * point / (POINTS - 1);
    return Stream.concat(
            Stream.<Object>of(Figure.rounded(share)),
            prices.stream().map(histogram -> exceeded(histogram, share)))
        .toList();
  }

  private static Object exceeded(Histogram histogram, double share) {
    return histogram.getTotalCount() == 0
        ? null
        : Figure.price(
            histogram.lowestEquivalentValue(histogram.getValueAtPercentile(100 - share)));
  }
}
