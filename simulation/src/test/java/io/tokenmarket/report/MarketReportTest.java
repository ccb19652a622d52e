package io.tokenmarket.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.simulation.HeldAuction;
import io.tokenmarket.simulation.Scenario;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class MarketReportTest {
  private static final Scenario QUICKSTART = Scenario.shipped("quickstart").withIntervals(60);
  private static final List<String> TIERS =
      QUICKSTART.definition().getTiers().stream().map(TierDefinition::getTier).toList();
  private static final Runs RUN = Runs.of(QUICKSTART);

  @Test
  void aShortRunShowsThePriceOfEveryInterval() {
    for (int t = 0; t < TIERS.size(); t++) {
      int tier = t;
      List<Object> cleared =
          RUN.auctions().stream()
              .map(a -> a.clearing().getTiers().get(tier))
              .map(this::price)
              .toList();
      for (String suffix : List.of("", " lowest", " highest")) {
        assertThat(Runs.column(RUN.table("prices"), TIERS.get(t) + suffix)).isEqualTo(cleared);
      }
    }
  }

  private Object price(TierClearing tier) {
    return tier.getTraded() ? Figure.plain(Units.price(tier.getPrice())) : null;
  }

  @Test
  void thePowerOfTheTiersIsWhatWasSold() {
    Table power = RUN.table("power");
    for (int i = 0; i < RUN.auctions().size(); i++) {
      Clearing clearing = RUN.auctions().get(i).clearing();
      BigDecimal sold = BigDecimal.ZERO;
      for (String tier : TIERS) {
        sold = sold.add((BigDecimal) Runs.column(power, tier).get(i));
      }
      assertThat(sold).isEqualByComparingTo(BigDecimal.valueOf(clearing.getWattsSold(), 6));
    }
  }

  @Test
  void theRevenueOfAllHardwareIsWhatBuyersPaid() {
    BigDecimal paid =
        TIERS.stream()
            .flatMap(tier -> Runs.column(RUN.table("revenue"), tier).stream())
            .map(BigDecimal.class::cast)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(paid).isEqualByComparingTo(RUN.summary().totals().settlement().in());
  }

  @Test
  void utilisationIsAShareOfWhatWasOffered() {
    Table utilisation = RUN.table("utilisation");
    assertThat(utilisation.columns())
        .extracting(Table.Column::name)
        .containsExactly("time", "fjord", "harbour", "mill", "tundra");
    assertThat(Runs.column(utilisation, "fjord"))
        .allSatisfy(
            share ->
                assertThat((BigDecimal) share).isBetween(BigDecimal.ZERO, new BigDecimal(100)));
  }

  @Test
  void aDurationCurveFallsFromTheHighestPriceToTheLowest() {
    for (String tier : TIERS) {
      List<BigDecimal> curve =
          Runs.column(RUN.table("duration"), tier).stream().map(BigDecimal.class::cast).toList();
      List<BigDecimal> prices =
          Runs.column(RUN.table("prices"), tier).stream()
              .filter(Objects::nonNull)
              .map(BigDecimal.class::cast)
              .sorted()
              .toList();
      assertThat(curve).isSortedAccordingTo((a, b) -> b.compareTo(a));
      near(curve.get(0), prices.get(prices.size() - 1));
      near(curve.get(curve.size() - 1), prices.get(0));
    }
  }

  /** To the three digits that the histogram keeps. */
  private static void near(BigDecimal shown, BigDecimal price) {
    assertThat(shown.doubleValue()).isCloseTo(price.doubleValue(), withPercentage(0.1));
  }

  @Test
  void everyColumnButNamesAndFlagsHasAUnit() {
    assertThat(RUN.report().tables())
        .flatExtracting(Table::columns)
        .filteredOn(column -> column.unit().isEmpty())
        .extracting(Table.Column::name)
        .containsOnly("hardware", "factory", "interval", "tier", "traded");
  }

  @Test
  void whatIsKeptDoesNotGrowWithTheRun() {
    List<Integer> rows = sizes(6_000);
    assertThat(sizes(30_000)).isEqualTo(rows);
    assertThat(rows.get(0)).isEqualTo(2_000);
  }

  /** Rows of each table after so many auctions that are all alike. */
  private static List<Integer> sizes(long intervals) {
    HeldAuction first = RUN.auctions().get(0);
    Clearing.Builder clearing = Clearing.newBuilder(first.clearing());
    MarketReport report = new MarketReport(QUICKSTART.withIntervals(intervals));
    for (long interval = 0; interval < intervals; interval++) {
      List<SpecificRecord> events = List.of(clearing.setInterval(interval).build());
      report.add(new HeldAuction(first.answers(), first.orders(), events));
    }
    return report.tables().stream().map(table -> table.rows().size()).toList();
  }
}
