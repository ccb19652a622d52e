package io.tokenmarket.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tokenmarket.producers.demand.Growth;
import io.tokenmarket.producers.demand.Trend;
import io.tokenmarket.producers.population.DailyBudget;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What each shipped scenario is there to show. */
class ShippedScenariosTest {
  private static final int HOUR = 6;
  private static final int DAY = 24 * HOUR;

  @Test
  void theAuctionMakesMoreOfTheKeynotesPowerThanAnEvenSplit() {
    Watched day = new Watched(Scenario.shipped("keynote-1gw").withIntervals(DAY));
    SplitFinding split = day.finding(SplitFinding.class);
    assertThat(split.auction()).isGreaterThan(split.splitSells());
    Map<String, PowerUse> uses = day.finding(PowerFinding.class).uses();
    assertThat(uses.get("hopper").share("PREMIUM")).isZero();
    assertThat(uses.get("blackwell").share("MEDIUM")).isGreaterThan(new BigDecimal("0.5"));
    assertThat(uses.get("vera-rubin-lpx").share("PREMIUM")).isGreaterThan(new BigDecimal("0.4"));
    assertThat(uses.get("vera-rubin-lpx").share("FREE")).isZero();
  }

  @Test
  void whereLittleIsWantedTheGigawattEarnsItsElectricityAndNotTheListPrice() {
    Growth less = new Growth("less", new BigDecimal("0.25"), -2, -1);
    Scenario scenario = Scenario.shipped("keynote-1gw").withIntervals(DAY);
    Watched day = new Watched(withTrend(scenario, new Trend(List.of(less), List.of())));
    assertThat(
            day.finding(PowerFinding.class).uses().get("vera-rubin-lpx").dollarsPerGigawattYear())
        .isLessThan(new BigDecimal("5e9"));
  }

  /**
   * By day LPX is scarce and Rubin is what the slow tiers leave of it; the shadow price of the
   * whole power is that of the pools, by their power.
   */
  @Test
  void theAuctionPricesEachPoolByItself() {
    Watched day = new Watched(Scenario.shipped("two-pools").withIntervals(DAY));
    PoolFinding pools = day.finding(PoolFinding.class);
    BigDecimal rubin = pools.mean("pods", "rubin");
    BigDecimal lpx = pools.mean("pods", "lpx");
    assertThat(lpx).isGreaterThan(rubin.multiply(new BigDecimal(5)));
    BigDecimal whole =
        rubin
            .multiply(new BigDecimal("0.75"))
            .add(lpx.movePointLeft(2).multiply(new BigDecimal(25)));
    assertThat(pools.mean("pods", "")).isCloseTo(whole, within(new BigDecimal("0.02")));
    PowerUse pods = day.finding(PowerFinding.class).uses().get("vera-rubin-lpx-pods");
    assertThat(pods.share("ULTRA")).isGreaterThan(new BigDecimal("0.05"));
    assertThat(pods.sold()).isLessThan(BigDecimal.ONE);
  }

  @Test
  void inTheInflectionEveryHardwareRunsOutForGoodTheOldestLast() {
    Map<String, PowerUse> uses = Watched.shipped("inflection").finding(PowerFinding.class).uses();
    List<Instant> first =
        Stream.of("vera-rubin", "blackwell", "hopper")
            .map(name -> uses.get(name).firstSoldOut().orElseThrow())
            .toList();
    assertThat(first).isSorted();
    assertThat(uses.values())
        .allSatisfy(
            use ->
                assertThat(use.soldOutSince().orElseThrow())
                    .isAfter(Instant.parse("2027-01-01T00:00:00Z"))
                    .isBefore(Instant.parse("2027-12-01T00:00:00Z")));
  }

  @Test
  void withoutGrowthNothingRunsOut() {
    Scenario still = withTrend(Scenario.shipped("inflection").withIntervals(100), Trend.LEVEL);
    assertThat(new Watched(still).finding(PowerFinding.class).uses().values())
        .allSatisfy(use -> assertThat(use.firstSoldOut()).isEmpty());
  }

  @Test
  void anOutageShowsInThePricesOfItsHoursAndInNoOthers() {
    Watched run = Watched.shipped("outage");
    int trip = DAY + 10 * HOUR;
    int back = DAY + 16 * HOUR;
    assertThat(run.price("ULTRA", trip, back)).isEmpty();
    assertThat(run.price("ULTRA", trip - DAY, back - DAY)).isPresent();
    assertThat(price(run, "PREMIUM", trip, back))
        .isGreaterThan(price(run, "PREMIUM", trip - DAY, back - DAY).multiply(BigDecimal.TEN));
    assertThat(price(run, "MEDIUM", back + HOUR, 2 * DAY))
        .isCloseTo(price(run, "MEDIUM", back + HOUR - DAY, DAY), Percentage.withPercentage(5));
    assertThat(run.sold("fjord", trip, back)).isZero();
    assertThat(run.sold("tundra", 2 * DAY + 12 * HOUR, 2 * DAY + 18 * HOUR)).isPositive();
  }

  @Test
  void aPriceWarGivesTheMarginToTheBuyers() {
    Watched run = Watched.shipped("price-war");
    List<BigDecimal> prices =
        Stream.iterate(0, day -> day + 1)
            .limit(7)
            .map(day -> price(run, "MEDIUM", day * DAY, (day + 1) * DAY))
            .toList();
    assertThat(prices).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(prices.get(6))
        .isLessThan(prices.get(0).movePointLeft(1).multiply(new BigDecimal(4)));
    assertThat(run.revenue(6 * DAY, 7 * DAY)).isLessThan(run.revenue(0, DAY));
    assertThat(run.sold("north", 6 * DAY, 7 * DAY)).isLessThan(run.sold("north", 0, DAY) / 100);
  }

  @Test
  void noEngineerSpendsMoreThanItsBudgetInADayAndWithAHundredfoldTheyWould() {
    Scenario twoDays = Scenario.shipped("engineer-budgets").withIntervals(2L * DAY);
    BudgetFinding budgets = new Watched(twoDays).finding(BudgetFinding.class);
    assertThat(budgets.most()).isPositive().isLessThanOrEqualTo(new BigDecimal(400));
    BudgetFinding rich = new Watched(withBudgetsTimes(100, twoDays)).finding(BudgetFinding.class);
    assertThat(rich.most()).isGreaterThan(new BigDecimal(4_000));
  }

  private static BigDecimal price(Watched run, String tier, int from, int to) {
    return run.price(tier, from, to).orElseThrow();
  }

  private static Scenario withTrend(Scenario scenario, Trend trend) {
    return withGroups(
        scenario,
        group ->
            new AppGroup(
                group.name(),
                group.demand(),
                group.buying(),
                trend,
                group.budget(),
                group.strategy()));
  }

  private static Scenario withBudgetsTimes(long factor, Scenario scenario) {
    return withGroups(
        scenario,
        group ->
            new AppGroup(
                group.name(),
                group.demand(),
                group.buying(),
                group.trend(),
                group
                    .budget()
                    .map(
                        budget ->
                            new DailyBudget(budget.nanoDollars() * factor, budget.intervals())),
                group.strategy()));
  }

  private static Scenario withGroups(Scenario scenario, UnaryOperator<AppGroup> change) {
    return new Scenario(
        scenario.name(),
        scenario.description(),
        scenario.seed(),
        scenario.intervals(),
        scenario.definition(),
        scenario.factories(),
        scenario.apps().stream().map(change).toList(),
        scenario.evenSplit(),
        scenario.delivered(),
        scenario.dailyBudget());
  }
}
