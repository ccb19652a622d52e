package io.tokenmarket.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.catalogue.Hardware;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvenSplitTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final List<String> QUARTERS = List.of("FREE", "MEDIUM", "HIGH", "PREMIUM");

  @ParameterizedTest
  @CsvSource({
    "blackwell, 30",
    "vera-rubin, 150",
    "vera-rubin-lpx, 300",
    "vera-rubin-lpx-pods, 300"
  })
  void aGigawattEarnsWhatTheKeynoteSays(String hardware, long billions) {
    assertThat(split(QUARTERS).dollarsPerGigawattYear(hardware).orElseThrow())
        .isCloseTo(BigDecimal.valueOf(billions).movePointRight(9), Percentage.withPercentage(8));
  }

  /** 250 x 31.536 / 1000 x (3 x 1.2 + 6 x 0.525 + 45 x 0.70) against 3 x 1.6 + 6 x 0.70 + 31.5. */
  @Test
  void podsEarnAQuarterLessOfTheSlowTiersThanTheFlatFormPromises() {
    EvenSplit split = split(QUARTERS);
    assertThat(split.dollarsPerGigawattYear("vera-rubin-lpx-pods").orElseThrow())
        .isEqualByComparingTo("301563000000");
    assertThat(split.dollarsPerGigawattYear("vera-rubin-lpx").orElseThrow())
        .isEqualByComparingTo("319302000000");
  }

  @Test
  void itIsRateTimesPriceTimesTheSecondsOfAYear() {
    // 1,000 MW x 0.65 M tokens/s x $3 x 31.536 M s
    assertThat(split(List.of("MEDIUM")).dollarsPerGigawattYear("blackwell").orElseThrow())
        .isEqualByComparingTo("61495200000");
  }

  @Test
  void anotherSplitEarnsSomethingElse() {
    assertThat(split(List.of("FREE")).dollarsPerGigawattYear("blackwell").orElseThrow()).isZero();
  }

  @Test
  void aQuarterOfThePowerMakesAQuarterOfTheTokens() {
    // 8 MW, a quarter of it at 0.65 M tokens/s for a minute
    assertThat(split(QUARTERS).tokens("blackwell", "MEDIUM", 8_000_000, 60_000))
        .isEqualByComparingTo("78000000");
    assertThat(split(QUARTERS).tokens("blackwell", "ULTRA", 8_000_000, 60_000)).isZero();
  }

  @Test
  void theClaimsThatDoNotReconcileAreTheThreeThatDoNot() {
    assertThat(new KeynoteClaims(CATALOGUE, split(QUARTERS)).all())
        .filteredOn(claim -> !claim.reconciles())
        .extracting(Claim::says)
        .containsExactly(
            "tokens per second of 1 GW rise 350 x, from 22 to 700 million",
            "blackwell earns 5 x hopper",
            "vera-rubin makes a MEDIUM token at a tenth of blackwell's cost");
  }

  private static EvenSplit split(List<String> tiers) {
    Map<String, BigDecimal> prices = new LinkedHashMap<>();
    CATALOGUE.tiers().forEach(tier -> prices.put(tier.name(), tier.listPrice().value()));
    Map<String, Hardware> hardware = new LinkedHashMap<>();
    CATALOGUE.hardware().forEach(kind -> hardware.put(kind.name(), kind));
    return new EvenSplit(tiers, prices, hardware);
  }
}
