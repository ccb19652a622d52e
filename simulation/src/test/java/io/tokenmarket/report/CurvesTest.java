package io.tokenmarket.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tokenmarket.schemas.Units;
import io.tokenmarket.simulation.Scenario;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurvesTest {
  /** What rounding a price to a tick does to the entry price of a tier that is made slower. */
  private static final double TICKS = 100.0 / Units.TICKS_PER_DOLLAR;

  /** Million tokens: what a split factory loses to whole lots. */
  private static final double LOTS = 0.005;

  private static final Runs RUN = Runs.of(Scenario.shipped("quickstart"));

  @Test
  void supplyAndDemandCrossAtTheClearingPrice() {
    Table auctions = RUN.table("auctions");
    int crossings = 0;
    for (List<Object> row : auctions.rows()) {
      if ((Boolean) row.get(3)) {
        crossesAt(row);
        crossings++;
      }
    }
    assertThat(crossings).isGreaterThan(80);
  }

  private static void crossesAt(List<Object> auction) {
    double price = number(auction.get(4));
    double sold = number(auction.get(5));
    String where = auction.toString();
    assertThat(quantity("demand", 3, auction, limit -> limit > price))
        .as(where)
        .isLessThanOrEqualTo(sold + LOTS);
    assertThat(quantity("demand", 3, auction, limit -> limit >= price))
        .as(where)
        .isGreaterThanOrEqualTo(sold - LOTS);
    assertThat(quantity("supply", 7, auction, entry -> entry < price - TICKS))
        .as(where)
        .isLessThanOrEqualTo(sold + LOTS);
    assertThat(quantity("supply", 7, auction, entry -> entry <= price + TICKS))
        .as(where)
        .isGreaterThanOrEqualTo(sold - LOTS);
  }

  /** Of the auction's and tier's blocks whose price is as wanted. */
  private static double quantity(
      String table, int priceColumn, List<Object> auction, DoublePredicate wanted) {
    int quantityColumn = table.equals("demand") ? 2 : 5;
    return RUN.table(table).rows().stream()
        .filter(row -> row.get(0).equals(auction.get(0)) && row.get(1).equals(auction.get(2)))
        .filter(row -> wanted.test(number(row.get(priceColumn))))
        .mapToDouble(row -> number(row.get(quantityColumn)))
        .sum();
  }

  @Test
  void theAuctionWithTheMostRevenueIsAmongThoseKept() {
    BigDecimal most =
        RUN.auctions().stream()
            .map(auction -> auction.clearing().getRevenue())
            .reduce(BigDecimal::max)
            .orElseThrow();
    assertThat(Runs.column(RUN.table("auctions"), "revenue of the auction"))
        .contains(Figure.plain(most));
  }

  @Test
  void aCurveOfManyStepsKeepsItsQuantityAndItsValue() {
    List<DemandCurves.Step> steps =
        IntStream.range(0, 10_000)
            .mapToObj(k -> new DemandCurves.Step(1 + k % 7, 20_000 - k))
            .toList();
    List<DemandCurves.Step> thinned = Thinning.thinned(steps);
    assertThat(thinned).hasSizeBetween(150, 201);
    assertThat(value(thinned)).isCloseTo(value(steps), within(1e-6 * value(steps)));
    assertThat(thinned.stream().mapToDouble(DemandCurves.Step::lots).sum())
        .isEqualTo(steps.stream().mapToDouble(DemandCurves.Step::lots).sum());
  }

  private static double value(List<DemandCurves.Step> steps) {
    return steps.stream().mapToDouble(step -> step.lots() * step.limit()).sum();
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }
}
