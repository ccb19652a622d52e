package io.tokenmarket.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.TierDefinition;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final Scenario QUICKSTART = Scenario.shipped("quickstart").withIntervals(30);

  @Test
  void theSameSeedGivesTheSameBytes() {
    assertThat(run(QUICKSTART).hash()).isEqualTo(run(QUICKSTART).hash());
  }

  /** Pinned: whoever changes it changes what every recorded run hashes to. */
  @Test
  void quickstartHasTheBytesItAlwaysHad() {
    assertThat(run(Scenario.shipped("quickstart")).hash())
        .isEqualTo("0a0c66b4967d32432b36ec77adbb910706f634d2e9c8ec4c796855fc398697e4");
  }

  /** As it was before there was another rulebook. */
  @Test
  void quickstartInTheFirstRulebookHasTheBytesItAlwaysHad() {
    Scenario scenario = Scenario.shipped("quickstart");
    Simulation simulation =
        new Simulation(
            MarketDefinition.newBuilder(scenario.definition()).setRulebook(0).build(),
            scenario.population()::commands);
    for (long interval = 0; interval < scenario.intervals(); interval++) {
      simulation.next();
    }
    assertThat(simulation.hash())
        .isEqualTo("68adbdc5c33469c0a559a2c48a0972f46a6b012336cb4f8209d4101d029972fa");
  }

  @Test
  void aRunOnThreeThreadsHasTheBytesOfOneOnOne() {
    Simulation simulation =
        new Simulation(QUICKSTART.definition(), QUICKSTART.population()::commands);
    for (long interval = 0; interval < QUICKSTART.intervals(); interval++) {
      simulation.next();
    }
    assertThat(run(QUICKSTART).hash()).isEqualTo(simulation.hash());
  }

  @Test
  void anotherSeedGivesOtherBytes() {
    assertThat(run(QUICKSTART.withSeed(QUICKSTART.seed() + 1)).hash())
        .isNotEqualTo(run(QUICKSTART).hash());
  }

  @Test
  void moneyInIsMoneyOutAndFees() {
    Totals totals = run(QUICKSTART).totals();
    MoneyTotals money = totals.settlement();
    assertThat(money.fees()).isPositive();
    assertThat(money.out().add(money.fees())).isEqualByComparingTo(money.in());
    BigDecimal byTier =
        totals.tiers().values().stream()
            .map(TierTotal::revenue)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(byTier).isEqualByComparingTo(money.in());
  }

  @Test
  void averagePriceTimesTokensIsRevenue() {
    TierTotal tier = run(QUICKSTART).totals().tiers().get("MEDIUM");
    BigDecimal millions = new BigDecimal(tier.tokens()).movePointLeft(6);
    assertThat(tier.averagePrice().orElseThrow().multiply(millions))
        .isCloseTo(tier.revenue(), within(millions.movePointLeft(6)));
  }

  @Test
  void noOrderOfAShippedScenarioIsRefused() {
    assertThat(run(QUICKSTART).totals().rejected()).isEmpty();
  }

  @Test
  void quickstartTradesInEveryTierAndItsPricesMove() {
    everyTierTradesAtMovingPrices(Scenario.shipped("quickstart"));
  }

  @Test
  void aDayOfServeGenIsOneHundredAndFortyFourAuctionsInEveryTier() {
    Scenario day =
        Scenario.shipped("servegen-day")
            .withDemand("servegen:" + data("servegen/language_m-large.csv.gz"));
    assertThat(everyTierTradesAtMovingPrices(day).totals().auctions()).isEqualTo(144);
  }

  @Test
  void anHourOfAzureCodingRequestsTradesInEveryTier() {
    everyTierTradesAtMovingPrices(
        Scenario.shipped("azure-code")
            .withDemand("azure:" + data("azure/AzureLLMInferenceTrace_code.csv")));
  }

  @Test
  void aTraceTakesTheLevelOfMadeUpDemandItReplaces() {
    Scenario traced =
        QUICKSTART.withDemand("azure:" + data("azure/AzureLLMInferenceTrace_conv.csv"));
    Demand.Scaled demand = traced.apps().get(0).demand().open(1);
    BigInteger tokens = BigInteger.ZERO;
    for (int window = 0; window < demand.source().windows(); window++) {
      tokens =
          demand.source().window(window).stream()
              .map(wish -> BigInteger.valueOf(wish.tokens()))
              .reduce(tokens, BigInteger::add);
    }
    BigDecimal seconds =
        BigDecimal.valueOf(demand.source().windows() * demand.source().windowMillis(), 3);
    assertThat(new BigDecimal(tokens).multiply(demand.scale()).divideToIntegralValue(seconds))
        .isBetween(new BigDecimal("4999000"), new BigDecimal("5001000"));
  }

  @Test
  void aSettlementThatLosesMoneyIsRefused() {
    assertThatThrownBy(
            () -> new MoneyTotals(BigDecimal.TEN, new BigDecimal("9.99"), BigDecimal.ZERO))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("money in $10 is not money out $9.99 + fees $0");
  }

  private static RunSummary everyTierTradesAtMovingPrices(Scenario scenario) {
    PriceRange prices = new PriceRange();
    ScenarioRun run = new ScenarioRun(scenario);
    run.forEachClearing(prices::add);
    List<String> tiers =
        scenario.definition().getTiers().stream().map(TierDefinition::getTier).toList();
    assertThat(prices.tiersThatTraded()).containsExactlyInAnyOrderElementsOf(tiers);
    assertThat(prices.tiersWhosePriceMoved()).containsExactlyInAnyOrderElementsOf(tiers);
    return run.summary();
  }

  private static RunSummary run(Scenario scenario) {
    ScenarioRun run = new ScenarioRun(scenario);
    run.forEachClearing(clearing -> {});
    return run.summary();
  }

  private static Path data(String file) {
    Path path = Path.of(System.getProperty("market.data", "")).resolve(file);
    assumeTrue(Files.exists(path), () -> "the trace " + path + " is not here");
    return path;
  }
}
