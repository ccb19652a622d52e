package io.tokenmarket.simulation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioErrorsTest {
  private static final String GOOD =
      """
      seed: 1
      intervals: 3
      market:
        name: eu-north
        intervalSeconds: 60
        tiers: [MEDIUM, HIGH]
      factories:
        - name: north
          hardware: vera-rubin
          megawatts: 2
      demand:
        source: synthetic
        tokensPerSecond: 1000000
      buying:
        shares: {MEDIUM: 3, HIGH: 1}
      """;

  @TempDir private Path folder;

  static Stream<Arguments> ofTheWhole() {
    return Stream.of(
        mistake("seed: 1\n", "", 1, "seed is missing; add one, such as 'seed: 1'"),
        mistake("seed: 1", "seed: one", 1, "seed 'one' is not a whole number; write one"),
        mistake("seed: 1", "seed: 1.5", 1, "seed '1.5' is not a whole number; write one"),
        mistake("seed: 1", "sead: 1", 1, "sead is no field; did you mean 'seed'? (known: "),
        mistake(
            "seed: 1",
            "seed: 1\nseed: 2",
            2,
            "the field \"seed\" stands there twice; mend the line"),
        mistake(
            "seed: 1", "seed: [1", 2, "not YAML (a list or block in brackets is not closed); mend"),
        mistake("seed: 1", "? [a, b]\n: 1", 1, "a field's name is expected; mend the line"),
        mistake("seed: 1", "seed: 1\n\tintervals: 2", 2, "not YAML ("),
        mistake("seed: 1", "seed: 1: 2", 1, "not YAML (a colon stands in a value that is not in"),
        mistake(
            "seed: 1",
            "seed: 1\nstart: yesterday",
            2,
            "start 'yesterday' is not a time such as 2026-01-01T00:00:00Z; write one"),
        mistake("intervals: 3", "intervals: 0", 2, "intervals is 0; give a whole number above 0"),
        mistake(GOOD, "", 1, "seed is missing"));
  }

  static Stream<Arguments> ofTheMarket() {
    return Stream.of(
        mistake(
            "  intervalSeconds: 60\n",
            "",
            3,
            "market.intervalSeconds is missing; add one, such as 'intervalSeconds: 60'"),
        mistake(
            "intervalSeconds: 60",
            "intervalSeconds: -1",
            5,
            "market.intervalSeconds is -1; give a number above 0"),
        mistake(
            "intervalSeconds: 60",
            "intervalSeconds: 0.0001",
            5,
            "market.intervalSeconds is 0.0001; give at most 3 decimals"),
        mistake("tiers: [MEDIUM, HIGH]", "feePpm: 2000000", 3, "market is refused: "),
        mistake(
            "[MEDIUM, HIGH]",
            "[MEDIUM, HIGH, TURBO]",
            6,
            "market.tiers[2].tokensPerSecondPerUser is missing; only a tier of the catalogue may"),
        mistake(
            "[MEDIUM, HIGH]",
            "[MEDIUM, {name: HIGH, cap: 2000}]",
            6,
            "market.tiers[1].cap is $2000; prices are $0 to $1,073.741823"));
  }

  static Stream<Arguments> ofAFactory() {
    return Stream.of(
        mistake(
            "hardware: vera-rubin",
            "hardware: vera-ruben",
            9,
            "factories[0].hardware 'vera-ruben' is not in the catalogue; did you mean 'vera-rubin'?"),
        mistake(
            "megawatts: 2",
            "megawatts: plenty",
            10,
            "factories[0].megawatts 'plenty' is not a number; write one"),
        mistake(
            "megawatts: 2",
            "megawatts: 0.0001",
            10,
            "factories[0].megawatts is 0.0001; give at most 3 decimals"),
        mistake(
            "megawatts: 2",
            "megawat: 2",
            10,
            "factories[0].megawat is no field; did you mean 'megawatts'?"),
        mistake(
            "megawatts: 2",
            "megawatts: 2\n    ask: {basis: hope}",
            11,
            "factories[0].ask.basis 'hope' is unknown; did you mean"),
        mistake(
            "megawatts: 2",
            "megawatts: 2\n    rates: {MEDIUN: 1}",
            11,
            "factories[0].rates.MEDIUN 'MEDIUN' is unknown; did you mean 'MEDIUM'?"));
  }

  static Stream<Arguments> ofPowerAndAsk() {
    return Stream.of(
        mistake(
            "megawatts: 2",
            "megawatts: 2\n    availability: 1.2",
            11,
            "factories[0].availability is refused: availability is above 0 and at most 1, not 1.2"),
        mistake(
            "megawatts: 2",
            "megawatts: 2\n    online: soon",
            11,
            "factories[0].online 'soon' is not an interval such as 120 or a time such as"),
        mistake(
            "megawatts: 2",
            "megawatts: 2\n    online: 5\n    retired: 5",
            12,
            "factories[0].retired is not after online; mend one of them"),
        mistake(
            "megawatts: 2",
            "megawatts: 2\n    outages:\n      - {from: 2, to: 1}",
            12,
            "factories[0].outages[0].to is interval 1, not after 'from', which is 2"),
        mistake(
            "megawatts: 2",
            "megawatts: 2\n    rates: {HIGH: 1}\n    curve: []",
            12,
            "factories[0].curve and rates say the same; remove one of them"),
        mistake(
            "megawatts: 2",
            "megawatts: 2\n    ask:\n      - {basis: list}\n      - {basis: list}",
            11,
            "factories[0].ask is refused: asks stand in the order in which they begin"),
        mistake(
            "megawatts: 2",
            "megawatts: 2\n    ask: {basis: stated}",
            11,
            "factories[0].ask.prices is missing; add one, such as 'prices: {MEDIUM: 2.5}'"),
        mistake(
            "megawatts: 2",
            "megawatts: 2\n    ask:\n      - {basis: list}\n      - {from: 1, basis: lisd}",
            13,
            "factories[0].ask[1].basis 'lisd' is unknown; did you mean 'list'?"));
  }

  static Stream<Arguments> ofPools() {
    String own = "hardware: own\n    ";
    String machine = "hardware: vera-rubin\n    megawatts: 2";
    String pools = "pools: {prefill: 8, decode: 5}";
    return Stream.of(
        mistake(
            machine,
            own + "recipes: [{tier: HIGH, rates: {prefill: 1}}]\n    megawatts: 2",
            8,
            "factories[0].pools is missing; add one, such as 'pools: {prefill: 8, decode: 5}'"),
        mistake(
            machine,
            own + pools + "\n    megawatts: 2\n    recipes: [{tier: HIGH, rates: {prefill: 1}}]",
            11,
            "factories[0].megawatts is what pools say; remove one of them"),
        mistake(
            machine,
            own + pools + "\n    recipes: []",
            11,
            "factories[0].recipes is refused: pools need 1 to 16 recipes"),
        mistake(
            machine,
            own + "pools: {all: 13}\n    recipes: []",
            10,
            "factories[0].pools are 1; give two, such as"),
        mistake(
            machine,
            own + "pools: {prefill: 8, decode: 0}\n    recipes: []",
            10,
            "factories[0].pools.decode is 0; give a number above 0"));
  }

  static Stream<Arguments> ofRecipes() {
    String own = "hardware: own\n    ";
    String pods = "hardware: vera-rubin-lpx-pods\n    ";
    String machine = "hardware: vera-rubin\n    megawatts: 2";
    String pools = "pools: {prefill: 8, decode: 5}";
    return Stream.of(
        mistake(
            machine,
            own + pools + "\n    recipes:\n      - {tier: HIGH, rates: {prefil: 1}}",
            12,
            "factories[0].recipes[0].rates.prefil 'prefil' is unknown; did you mean 'prefill'?"),
        mistake(
            machine,
            own + pools + "\n    recipes:\n      - {tier: HIHG, rates: {prefill: 1}}",
            12,
            "factories[0].recipes[0].tier 'HIHG' is unknown; did you mean 'HIGH'?"),
        mistake(
            machine,
            own + pools + "\n    recipes:\n      - {tier: HIGH, rates: {prefill: 0}}",
            12,
            "factories[0].recipes[0].rates is refused: a recipe of HIGH uses no pool"),
        mistake(
            machine,
            own + pools + "\n    rates: {HIGH: 1}\n    recipes: []",
            12,
            "factories[0].recipes say what rates and curve say; remove one of them"),
        mistake(
            machine,
            "hardware: vera-rubin\n    " + pools,
            10,
            "factories[0].pools do not belong to vera-rubin; give recipes of your own"),
        mistake(
            machine,
            pods + "pools: {rubin: 8, lpx: 5, more: 1}",
            10,
            "factories[0].pools.more 'more' is unknown; did you mean"),
        mistake(
            machine,
            pods + "pools: {rubin: 8}",
            10,
            "factories[0].pools is missing; add one, such as 'lpx: 5'"));
  }

  static Stream<Arguments> ofTrendAndGroups() {
    return Stream.of(
        mistake(
            "source: synthetic",
            "source: synthetic\n  week: [1, 2]",
            13,
            "demand.week is refused: a week has seven factors"),
        mistake(
            "source: synthetic",
            "source: synthetic\n  growth:\n    - {factor: 10}",
            14,
            "demand.growth[0].to is missing; add one, such as 'to: 120'"),
        mistake(
            "source: synthetic",
            "source: synthetic\n  bursts:\n    - {factor: 2, to: 9, tier: ULTRA}",
            14,
            "demand.bursts[0].tier 'ULTRA' is unknown; did you mean"),
        mistake(
            "buying:",
            "apps: [{name: chat}]\nbuying:",
            14,
            "apps stands beside demand or buying; put those into a group of it"),
        mistake(
            "demand:\n  source: synthetic\n  tokensPerSecond: 1000000\nbuying:\n  shares: {MEDIUM: 3, HIGH: 1}",
            "apps:\n  - {name: chat, demand: {source: synthetic, tokensPerSecond: 1}, buying: {shares: {HIGH: 1}}}\n  - name: chat",
            13,
            "apps[1].name 'chat' is taken; give each group its own"),
        mistake(
            "shares: {MEDIUM: 3, HIGH: 1}",
            "shares: {HIGH: 1}\n  elastic: {elasticity: 0}",
            16,
            "buying.elastic is refused: elastic demand needs an elasticity above 0"),
        mistake(
            "shares: {MEDIUM: 3, HIGH: 1}",
            "shares: {HIGH: 1}\n  budget: {perYear: -1}",
            16,
            "buying.budget.perYear is -1; give a number above 0"),
        mistake(
            "buying:",
            "evenSplit: [MEDIUM, ULTRA]\nbuying:",
            14,
            "evenSplit[1] 'ULTRA' is unknown; did you mean"));
  }

  static Stream<Arguments> ofDemandAndBuying() {
    return Stream.of(
        mistake(
            "source: synthetic",
            "source: imagined",
            12,
            "demand.source 'imagined' is unknown; did you mean"),
        mistake(
            "source: synthetic",
            "source: azure\n  scale: 2",
            11,
            "demand needs one of scale and tokensPerSecond"),
        mistake(
            "source: synthetic",
            "source: synthetic\n  scale: 2",
            13,
            "demand.scale does not belong to this source; remove the line"),
        mistake(
            "source: synthetic",
            "source: synthetic\n  swing: 2",
            11,
            "demand is refused: synthetic demand needs a swing from 0 to 1"),
        mistake(
            "HIGH: 1}",
            "HIGHH: 1}",
            15,
            "buying.shares.HIGHH 'HIGHH' is unknown; did you mean 'HIGH'"),
        mistake(
            "shares: {MEDIUM: 3, HIGH: 1}",
            "sigma: 9",
            14,
            "buying is refused: a buying rule needs sigma from 0 to 5"),
        mistake(
            "buying:",
            "buying: none\nextra:",
            14,
            "buying 'none' is not a block of fields; write one"));
  }

  private static Arguments mistake(String good, String bad, int line, String sentence) {
    return Arguments.of(good, bad, line, sentence);
  }

  @ParameterizedTest
  @MethodSource({
    "ofTheWhole",
    "ofTheMarket",
    "ofAFactory",
    "ofPowerAndAsk",
    "ofPools",
    "ofRecipes",
    "ofDemandAndBuying",
    "ofTrendAndGroups"
  })
  void aMistakeIsNamedWithItsFileLineFieldAndMend(
      String good, String bad, int line, String sentence) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), replaced(good, bad));
    assertThatThrownBy(() -> Scenario.load(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(file + ", line " + line + ": " + sentence)
        .hasMessageNotContainingAny("\n");
  }

  @Test
  void theScenarioWithoutAMistakeIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), GOOD);
    Scenario.load(file).population();
  }

  @Test
  void aMissingFileIsNamedTogetherWithTheShippedScenarios() {
    Path file = folder.resolve("absent.yaml");
    assertThatThrownBy(() -> Scenario.named(file.toString()))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(
            "there is no scenario file %s; check the path, or name a shipped one (%s)"
                .formatted(file, String.join(", ", Scenario.shippedNames())));
  }

  @Test
  void anUnknownNameIsMendedByTheShippedOnes() {
    assertThatThrownBy(() -> Scenario.named("quikstart"))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(
            "no scenario 'quikstart' is shipped; did you mean 'quickstart'?"
                + " (known: %s)".formatted(String.join(", ", Scenario.shippedNames())));
  }

  @Test
  void aTraceThatIsNotNamedIsAskedFor() {
    Scenario scenario = Scenario.shipped("servegen-day");
    assertThatThrownBy(scenario::population)
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("--demand servegen:FILE");
  }

  @Test
  void participantsThatShareANameAreRefused() throws IOException {
    String twice = "factories:\n  - {name: north, hardware: hopper, megawatts: 1}";
    Path file = Files.writeString(folder.resolve("mine.yaml"), replaced("factories:", twice));
    assertThatThrownBy(() -> Scenario.load(file).population())
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(file + ": two participants are called 'north'");
  }

  private static String replaced(String good, String bad) {
    if (!GOOD.contains(good)) {
      throw new IllegalArgumentException("not in the scenario: " + good);
    }
    return GOOD.replace(good, bad);
  }
}
