package io.tokenmarket.producers.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.demand.AppDemand;
import io.tokenmarket.producers.demand.BuyingRule;
import io.tokenmarket.producers.demand.Elasticity;
import io.tokenmarket.producers.demand.Growth;
import io.tokenmarket.producers.demand.Trace;
import io.tokenmarket.producers.demand.Trend;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What a population sends where it changes over a run: power, asks, trend, budget. */
class PopulationOverTimeTest {
  private static final Catalogue CATALOGUE = Catalogue.load();

  /** 100 lots an interval at $3 per million tokens: 30 cents, or 300,000,000 nano-dollars. */
  private static final BuyingRule AT_LIST =
      new BuyingRule(1, Map.of("MEDIUM", 1L), 0, BigDecimal.ZERO, BigDecimal.ONE);

  @Test
  void aFactoryWithoutPowerOffersNothing() {
    PowerPlan power = new PowerPlan(100, BigDecimal.ONE, 1, 3, List.of(new Outage(2, 3, 40)));
    Population population = population(factory(power, AskPlan.always(stated("2"))));
    assertThat(population.commands(0)).isEmpty();
    assertThat(offer(population, 1).getKilowatts()).isEqualTo(100);
    assertThat(offer(population, 2).getKilowatts()).isEqualTo(40);
    assertThat(population.commands(3)).isEmpty();
  }

  @Test
  void anAskHoldsUntilTheNextOneBegins() {
    AskPlan asks =
        new AskPlan(List.of(new AskPlan.Step(0, stated("2")), new AskPlan.Step(5, stated("1"))));
    Population population = population(factory(PowerPlan.always(100), asks));
    assertThat(List.of(0L, 4L, 5L, 99L))
        .extracting(interval -> offer(population, interval).getRates().get(0).getAsk())
        .containsExactly(2_000_000L, 2_000_000L, 1_000_000L, 1_000_000L);
  }

  @Test
  void aTierWithoutAStatedPriceIsNotForSale() {
    Population population = population(factory(PowerPlan.always(100), AskPlan.always(stated("2"))));
    assertThat(offer(population, 0).getRates()).hasSize(1);
  }

  @Test
  void demandGrowsWithItsTrend() {
    Growth tenfold = new Growth("usage", BigDecimal.TEN, 0, 4);
    Population population =
        population(apps(AT_LIST, new Trend(List.of(tenfold), List.of()), Optional.empty()));
    assertThat(lots(population, 0)).containsExactly(100L);
    assertThat(lots(population, 2)).containsExactly(316L);
    assertThat(lots(population, 4)).containsExactly(1_000L);
  }

  @Test
  void anElasticAppSendsOneBidForEachStepUnderIdsOfTheirOwn() {
    BuyingRule elastic =
        new BuyingRule(
            1,
            AT_LIST.shares(),
            0,
            BigDecimal.ZERO,
            BigDecimal.ONE,
            Map.of(),
            Optional.of(new Elasticity(1, 2, 2)));
    assertThat(population(apps(elastic, Trend.LEVEL, Optional.empty())).commands(7))
        .extracting(command -> ((TokenDemand) command).getCommandId())
        .containsExactly("app@7", "app@7.2");
  }

  @Test
  void anAppBidsNoMoreInADayThanItsBudget() {
    Population population = population(apps(AT_LIST, Trend.LEVEL, budget(750_000_000)));
    assertThat(LongStream.range(0, 8).mapToObj(interval -> lots(population, interval)))
        .containsExactly(
            List.of(100L),
            List.of(100L),
            List.of(50L),
            List.of(),
            List.of(100L),
            List.of(100L),
            List.of(50L),
            List.of());
  }

  @Test
  void aDayAskedForInTheMiddleIsTheSameDay() {
    Population forward = population(apps(AT_LIST, Trend.LEVEL, budget(750_000_000)));
    List<List<Long>> day =
        LongStream.range(0, 4).mapToObj(interval -> lots(forward, interval)).toList();
    Population population = population(apps(AT_LIST, Trend.LEVEL, budget(750_000_000)));
    for (int interval : new int[] {2, 2, 1, 3, 0, 3}) {
      assertThat(lots(population, interval)).isEqualTo(day.get(interval));
    }
    assertThat(lots(population, 6)).containsExactly(50L);
  }

  private static Optional<DailyBudget> budget(long nanoDollars) {
    return Optional.of(new DailyBudget(nanoDollars, 4));
  }

  private static AskRule stated(String medium) {
    return AskRule.stated(Map.of("MEDIUM", new BigDecimal(medium)), BigDecimal.ZERO);
  }

  private static Factory factory(PowerPlan power, AskPlan asks) {
    return new Factory("hall", "north", CATALOGUE.hardware("blackwell"), power, asks);
  }

  /** One app that asks for 100 lots in every interval. */
  private static Apps apps(BuyingRule buying, Trend trend, Optional<DailyBudget> budget) {
    List<AppDemand> window = List.of(new AppDemand("app", 100_000));
    Trace source = new Trace(60_000, List.of("app"), List.of(window), 1, 0);
    return new Apps("", source, buying, BigDecimal.ONE, trend, budget);
  }

  private static SupplyOffer offer(Population population, long interval) {
    return (SupplyOffer) population.commands(interval).get(0);
  }

  private static List<Long> lots(Population population, long interval) {
    List<SpecificRecord> commands = population.commands(interval);
    return commands.stream().map(command -> ((TokenDemand) command).getLots()).toList();
  }

  private static Population population(Factory factory) {
    return new Population(market(), List.of(factory), List.of());
  }

  private static Population population(Apps apps) {
    return new Population(market(), List.of(), List.of(apps));
  }

  private static MarketDefinition market() {
    return MarketDefinition.newBuilder()
        .setCommandId("define")
        .setMarket("here")
        .setParticipant("here")
        .setOrigin(Instant.EPOCH)
        .setIntervalMillis(60_000)
        .setTiers(CATALOGUE.tierDefinitions())
        .setPriceStep(1_000)
        .setFeePpm(0)
        .setMemoryAuctions(10)
        .build();
  }
}
