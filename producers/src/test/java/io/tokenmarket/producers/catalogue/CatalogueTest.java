package io.tokenmarket.producers.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
  private static final BigDecimal SECONDS_PER_YEAR = BigDecimal.valueOf(31_536_000);
  private final Catalogue catalogue = Catalogue.load();

  @Test
  void shipsFiveTiersFromSlowestToFastest() {
    assertThat(catalogue.tiers())
        .extracting(Tier::name)
        .containsExactly("FREE", "MEDIUM", "HIGH", "PREMIUM", "ULTRA");
    assertThat(catalogue.tiers())
        .extracting(Tier::listPriceTicks)
        .containsExactly(0L, 3_000_000L, 6_000_000L, 45_000_000L, 150_000_000L);
  }

  @Test
  void shipsFiveHardwareGenerationsTheLastInBothForms() {
    assertThat(catalogue.hardware())
        .extracting(Hardware::name)
        .containsExactly(
            "hopper",
            "blackwell",
            "blackwell-ultra",
            "vera-rubin",
            "vera-rubin-lpx",
            "vera-rubin-lpx-pods");
  }

  @ParameterizedTest
  @CsvSource({
    "hopper, 157000, 18600, 2000, 0, 0",
    "blackwell, 730000, 650000, 200000, 20000, 0",
    "blackwell-ultra, 910000, 810000, 250000, 25000, 0",
    "vera-rubin, 1630000, 1600000, 700000, 190000, 0",
    "vera-rubin-lpx, 1630000, 1600000, 700000, 700000, 180000",
    "vera-rubin-lpx-pods, 1222500, 1200000, 525000, 700000, 180000"
  })
  void ratesAreTokensPerSecondPerMegawatt(
      String name, long free, long medium, long high, long premium, long ultra) {
    Hardware hardware = catalogue.hardware(name);
    assertThat(catalogue.tiers().stream().map(t -> hardware.tokensPerSecondPerMw(t.name())))
        .containsExactly(free, medium, high, premium, ultra);
  }

  @ParameterizedTest
  @CsvSource({
    "hopper, 0.53, 0.005",
    "blackwell, 31.9, 0.05",
    "blackwell-ultra, 39.9, 0.05",
    "vera-rubin, 138.4, 0.05",
    "vera-rubin-lpx, 301.6, 0.05",
    "vera-rubin-lpx-pods, 283.8, 0.05"
  })
  void aGigawattYearEarnsWhatTheSourceSays(String name, BigDecimal billion, BigDecimal rounding) {
    assertThat(evenSplit(catalogue.hardware(name))).isCloseTo(billion, within(rounding));
  }

  /** 8 racks of 240 kW and 5 of 128 kW. */
  @Test
  void aPodIsThreeQuartersRubinAndOneQuarterLpx() {
    Pods pods = catalogue.hardware("vera-rubin-lpx-pods").pods();
    assertThat(pods.pools()).containsExactly("rubin", "lpx");
    assertThat(pods.split(2_560)).containsExactly(1_920L, 640L);
    assertThat(pods.split(7)).containsExactly(6L, 1L);
  }

  @Test
  void aPodMakesTheFastTiersAsTheFlatFormDoesAndTheSlowOnesOnItsRubinRacks() {
    Hardware pods = catalogue.hardware("vera-rubin-lpx-pods");
    for (String tier : List.of("PREMIUM", "ULTRA")) {
      assertThat(pods.tokensPerSecondPerMw(tier))
          .isEqualTo(catalogue.hardware("vera-rubin-lpx").tokensPerSecondPerMw(tier));
    }
    for (String tier : List.of("FREE", "MEDIUM", "HIGH")) {
      assertThat(4 * pods.tokensPerSecondPerMw(tier))
          .isEqualTo(3 * catalogue.hardware("vera-rubin").tokensPerSecondPerMw(tier));
    }
    assertThat(pods.pods().recipes())
        .filteredOn(recipe -> recipe.rates().keySet().equals(Set.of("rubin")))
        .allSatisfy(
            recipe ->
                assertThat(recipe.tokensPerSecondPerMw("rubin"))
                    .isEqualTo(
                        catalogue.hardware("vera-rubin").tokensPerSecondPerMw(recipe.tier())));
  }

  @ParameterizedTest
  @CsvSource({
    "hopper, MEDIUM, 11.25, 0.005",
    "blackwell, MEDIUM, 0.45, 0.005",
    "blackwell, PREMIUM, 14.6, 0.05",
    "vera-rubin, MEDIUM, 0.19, 0.005",
    "vera-rubin, PREMIUM, 1.60, 0.005"
  })
  void costPerMillionTokensFollowsFromTheCostOfOwnership(
      String name, String tier, BigDecimal dollars, BigDecimal rounding) {
    assertThat(catalogue.hardware(name).costPerMillionTokens(tier))
        .isCloseTo(dollars, within(rounding));
  }

  @Test
  void onHopperMediumCostsMoreThanItsListPrice() {
    assertThat(catalogue.hardware("hopper").costPerMillionTokens("MEDIUM"))
        .isGreaterThan(catalogue.tier("MEDIUM").listPrice().value());
  }

  @Test
  void estimatesAreMarkedAsEstimates() {
    assertThat(catalogue.hardware("vera-rubin-lpx").rates().get("PREMIUM").mark())
        .isEqualTo(Mark.S);
    assertThat(catalogue.hardware("vera-rubin-lpx").rates().get("ULTRA").mark()).isEqualTo(Mark.E);
    assertThat(catalogue.hardware("blackwell").rates().get("MEDIUM").mark()).isEqualTo(Mark.C);
    Pods pods = catalogue.hardware("vera-rubin-lpx-pods").pods();
    assertThat(pods.racks()).extracting(kind -> kind.racks().mark()).containsOnly(Mark.S);
    assertThat(pods.racks())
        .extracting(kind -> kind.kilowattsPerRack().mark())
        .containsExactly(Mark.D, Mark.E);
    assertThat(pods.recipes())
        .filteredOn(recipe -> recipe.rates().containsKey("lpx"))
        .flatExtracting(recipe -> recipe.rates().values())
        .extracting(Figure::mark)
        .containsOnly(Mark.E);
    assertThat(catalogue.electricityPerMegawattHour().mark()).isEqualTo(Mark.E);
  }

  @Test
  void anUnknownHardwareIsRefusedWithTheNamesThereAre() {
    assertThatThrownBy(() -> catalogue.hardware("feynman"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("feynman")
        .hasMessageContaining("vera-rubin-lpx");
  }

  @Test
  void aRateFinerThanATokenIsRefused() {
    Figure one = new Figure(BigDecimal.ONE, Mark.E);
    Map<String, Figure> rates = Map.of("HIGH", new Figure(new BigDecimal("0.0000001"), Mark.E));
    assertThatThrownBy(() -> new Hardware("own", "Own", rates, one, one, one))
        .hasMessageContaining("at most six decimals");
  }

  /** $ billion a year from 1 GW: a quarter of the power to each of FREE..PREMIUM, ULTRA sharing. */
  private BigDecimal evenSplit(Hardware hardware) {
    boolean ultra = hardware.tokensPerSecondPerMw("ULTRA") > 0;
    return earned(hardware, "FREE", 250)
        .add(earned(hardware, "MEDIUM", 250))
        .add(earned(hardware, "HIGH", 250))
        .add(earned(hardware, "PREMIUM", ultra ? 125 : 250))
        .add(earned(hardware, "ULTRA", ultra ? 125 : 0));
  }

  /** Tokens a year x $ per million tokens, in $ billion. */
  private BigDecimal earned(Hardware hardware, String tier, long megawatts) {
    return BigDecimal.valueOf(megawatts)
        .multiply(BigDecimal.valueOf(hardware.tokensPerSecondPerMw(tier)))
        .multiply(SECONDS_PER_YEAR)
        .multiply(catalogue.tier(tier).listPrice().value())
        .movePointLeft(15);
  }
}
