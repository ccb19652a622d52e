package io.tokenmarket.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tokenmarket.simulation.RunSummary;
import io.tokenmarket.simulation.Scenario;
import io.tokenmarket.simulation.ScenarioRun;
import io.tokenmarket.simulation.TierTotal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Scenario QUICKSTART = Scenario.shipped("quickstart").withIntervals(30);

  @Test
  void whatIsComparedWithTheOthersIsTheExchange() {
    ScenarioRun run = new ScenarioRun(QUICKSTART);
    run.forEachClearing(clearing -> {});
    RunSummary summary = run.summary();
    Score auction = compared(QUICKSTART).scores().get(0);
    Iterator<TierScore> tiers = auction.tiers().iterator();
    for (TierTotal total : summary.totals().tiers().values()) {
      TierScore tier = tiers.next();
      assertThat(tier.filled().multiply(BigInteger.valueOf(1_000))).isEqualTo(total.tokens());
      assertThat(tier.averagePrice()).isEqualTo(total.averagePrice());
    }
    BigDecimal hours = BigDecimal.valueOf(3_600 / 30);
    assertThat(auction.megawattsOffered())
        .isEqualByComparingTo(summary.totals().mwhOffered().multiply(hours));
    assertThat(auction.megawattsOffered().subtract(auction.megawattsIdle()))
        .isCloseTo(summary.totals().mwhSold().multiply(hours), within(new BigDecimal("0.001")));
  }

  @Test
  void theSameSeedComparesTheSame() {
    assertThat(json(QUICKSTART)).isEqualTo(json(QUICKSTART));
    assertThat(json(QUICKSTART.withSeed(2))).isNotEqualTo(json(QUICKSTART));
  }

  @Test
  void buyersAndSellersShareWhatThereIs() {
    Comparison comparison = compared(QUICKSTART);
    for (Score score : comparison.scores()) {
      assertThat(score.buyers()).isNotNegative();
      assertThat(score.sellers()).isNotNegative();
      assertThat(score.buyers().add(score.sellers())).isEqualTo(score.surplus());
      assertThat(score.surplus()).isLessThanOrEqualTo(comparison.ceiling());
    }
  }

  @Test
  void pricesThatDoNotMoveHaveNoVolatility() {
    Spread still = new Spread();
    Spread moving = new Spread();
    for (int price : List.of(2, 2, 2)) {
      still.add(price);
      moving.add(price + (price == 2 ? 0 : 1));
    }
    moving.add(6);
    assertThat(still.percent()).isZero();
    assertThat(moving.percent()).isCloseTo(100 * Math.sqrt(3) / 3, within(1e-9));
  }

  @Test
  void onRecordedDemandTheAuctionReachesAlmostAllThereIsAndNoOtherDoes() {
    Path trace =
        Path.of(System.getProperty("market.data", ""))
            .resolve("azure/AzureLLMInferenceTrace_code.csv");
    assumeTrue(Files.exists(trace), () -> "the trace " + trace + " is not here");
    Comparison comparison = compared(Scenario.shipped("azure-code").withDemand("azure:" + trace));
    List<BigDecimal> parts =
        comparison.scores().stream()
            .map(score -> Score.percent(score.surplus(), comparison.ceiling(), 2))
            .toList();
    assertThat(parts.get(0)).isGreaterThan(new BigDecimal("99.9"));
    assertThat(parts.subList(1, parts.size()))
        .allMatch(part -> part.compareTo(new BigDecimal("99")) < 0);
  }

  private static String json(Scenario scenario) {
    return new ComparisonReport(compared(scenario)).json().toString();
  }

  private static Comparison compared(Scenario scenario) {
    Comparison comparison = new Comparison(scenario);
    comparison.forEachInterval(compared -> {});
    return comparison;
  }
}
