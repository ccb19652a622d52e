package io.tokenmarket.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.producers.catalogue.Hardware;
import io.tokenmarket.producers.population.Factory;
import io.tokenmarket.producers.population.Outage;
import io.tokenmarket.producers.population.PowerPlan;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TokenDemand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioTest {
  private static final Path DOCUMENT = Path.of("../docs/scenarios.md");

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("io.tokenmarket.simulation.Scenario#shippedNames")
  void everyShippedScenarioLoadsAndSaysWhatItIs(String name) {
    Scenario scenario = Scenario.shipped(name);
    assertThat(scenario.description()).isNotBlank();
    assertThat(scenario.definition().getTiers()).hasSize(5);
    assertThat(scenario.factories()).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void theDocumentedExampleIsAScenario() throws IOException {
    Scenario scenario = Scenario.load(documented());
    assertThat(scenario.definition().getTiers())
        .extracting(TierDefinition::getTier)
        .containsExactly("FREE", "MEDIUM", "HIGH", "TURBO");
    assertThat(scenario.definition().getTiers().get(2).getCap()).isEqualTo(30_000_000);
    assertThat(scenario.population().commands(0)).hasAtLeastOneElementOfType(SupplyOffer.class);
  }

  @Test
  void ownHardwareMakesWhatItsRatesSay() throws IOException {
    Factory workshop = Scenario.load(documented()).factories().get(1).factory();
    assertThat(workshop.kilowatts()).isEqualTo(3_000);
    assertThat(workshop.hardware().tokensPerSecondPerMw("MEDIUM")).isEqualTo(400_000);
    assertThat(workshop.hardware().tokensPerSecondPerMw("HIGH")).isZero();
  }

  @Test
  void momentsAreIntervalsOrTimes() throws IOException {
    PowerPlan power = Scenario.load(documented()).factories().get(0).factory().power();
    assertThat(power.online()).isZero();
    assertThat(power.retired()).isEqualTo(365 * 144);
    assertThat(power.outages())
        .containsExactly(new Outage(40, 52, 10_000), new Outage(120, 132, 0));
  }

  @Test
  void aProductionCurveIsReadAtTheSpeedsOfTheTiers() throws IOException {
    Hardware next = Scenario.load(documented()).factories().get(2).factory().hardware();
    assertThat(next.tokensPerSecondPerMw("FREE")).isEqualTo(1_200_000);
    assertThat(next.tokensPerSecondPerMw("MEDIUM")).isEqualTo(841_419);
    assertThat(next.tokensPerSecondPerMw("TURBO")).isZero();
  }

  /** 3 MW of prefill would let 2.7 be made, 2 MW of decode 4.8: 2.7 / 5 for each MW of both. */
  @Test
  void ownPoolsMakeWhatTheirRecipesSay() throws IOException {
    Factory forge = Scenario.load(documented()).factories().get(3).factory();
    assertThat(forge.kilowatts()).isEqualTo(5_000);
    assertThat(forge.pools(5_000))
        .containsExactly(new Pool("prefill", 3_000L), new Pool("decode", 2_000L));
    assertThat(forge.hardware().tokensPerSecondPerMw("TURBO")).isEqualTo(540_000);
  }

  @Test
  void podsOfTheCatalogueStandInOtherProportions() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"),
            """
            seed: 1
            intervals: 1
            market: {name: eu, intervalSeconds: 60}
            factories: [{name: north, hardware: vera-rubin-lpx-pods, pools: {lpx: 6, rubin: 4}}]
            demand: {source: synthetic, tokensPerSecond: 1000}
            """);
    Factory north = Scenario.load(file).factories().get(0).factory();
    assertThat(north.pools(10_000))
        .containsExactly(new Pool("rubin", 4_000L), new Pool("lpx", 6_000L));
    assertThat(north.hardware().tokensPerSecondPerMw("MEDIUM")).isEqualTo(640_000);
  }

  @Test
  void groupsOfOneKindDrawApart() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"),
            """
            seed: 1
            intervals: 1
            market: {name: eu, intervalSeconds: 60}
            factories: [{name: north, hardware: vera-rubin, megawatts: 1}]
            apps:
              - {name: a, demand: {source: synthetic, tokensPerSecond: 20000, apps: 1}}
              - {name: b, demand: {source: synthetic, tokensPerSecond: 20000, apps: 1}}
            """);
    assertThat(Scenario.load(file).population().commands(0))
        .filteredOn(TokenDemand.class::isInstance)
        .map(TokenDemand.class::cast)
        .hasSize(2)
        .doesNotHaveDuplicates()
        .extracting(TokenDemand::getParticipant)
        .containsExactly("a-app-000", "b-app-000");
  }

  @Test
  void aTraceFileIsFoundBesideItsScenario() throws IOException {
    Files.writeString(
        folder.resolve("trace.csv"),
        "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.9799600,1,600000\n");
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"),
            """
            seed: 1
            intervals: 1
            market: {name: eu, intervalSeconds: 60}
            factories: [{name: north, hardware: vera-rubin, megawatts: 1}]
            demand: {source: azure, file: trace.csv, tokensPerSecond: 20000}
            buying: {shares: {MEDIUM: 1}}
            """);
    Demand.Scaled demand = Scenario.load(file).apps().get(0).demand().open(1);
    assertThat(demand.scale()).isEqualByComparingTo("2");
    assertThat(demand.words()).contains("trace.csv").endsWith("every quantity x 2");
  }

  @Test
  void aScenarioMovesToAnotherStart() {
    Instant start = Instant.parse("2027-01-01T00:00:00Z");
    assertThat(Scenario.shipped("quickstart").startingAt(start).definition().getOrigin())
        .isEqualTo(start);
  }

  private Path documented() throws IOException {
    Matcher example =
        Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
    assertThat(example.find()).isTrue();
    return Files.writeString(folder.resolve("documented.yaml"), example.group(1));
  }
}
