package io.tokenmarket.replay.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.catalogue.Hardware;
import io.tokenmarket.producers.population.AskRule;
import io.tokenmarket.producers.population.Factory;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.TierRate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule that asks follow is found in the asks. */
class AskTermsTest {
  private static final MarketDefinition MARKET = Recording.RULES;
  private static final Hardware RUBIN = Catalogue.load().hardware("vera-rubin");

  @ParameterizedTest
  @CsvSource({"0, 1", "0.1, 1.1", "0.25, 1.25", "2, 3"})
  void aMarkUpOnTheCostOfOwnership(BigDecimal markup, BigDecimal multiple) {
    AskTerms found = of(AskRule.totalCost(markup));
    assertThat(found.ownership()).isTrue();
    assertThat(found.multiple()).isEqualByComparingTo(multiple);
    sameAsks(found, AskRule.totalCost(markup));
  }

  @ParameterizedTest
  @CsvSource({"70, 0, 70", "50, 0.1, 55", "0, 0, 0", "63, 0, 63"})
  void aPriceOfElectricity(BigDecimal price, BigDecimal markup, BigDecimal perMegawattHour) {
    AskTerms found = of(AskRule.energy(price, markup));
    assertThat(found.ownership()).isFalse();
    sameAsks(found, AskRule.energy(price, markup));
    assertThat(found.multiple()).isCloseTo(perMegawattHour, within("2"));
  }

  /** A cent on the coarse step hides a few dollars of electricity, no more. */
  private static Offset<BigDecimal> within(String dollars) {
    return Offset.offset(new BigDecimal(dollars));
  }

  /** MEDIUM at 2 x its cost and HIGH at 3 x: what other hardware asks is at least 2 x its cost. */
  @Test
  void asksThatFollowNoRuleGiveTheLeastMultiple() {
    AskTerms found =
        AskTerms.of(
                List.of(new TierRate("MEDIUM", 1L, 380_518L), new TierRate("HIGH", 1L, 1_304_632L)),
                RUBIN,
                MARKET)
            .orElseThrow();
    assertThat(found.ownership()).isTrue();
    assertThat(found.multiple())
        .isCloseTo(BigDecimal.valueOf(2), Offset.offset(new BigDecimal("0.00001")));
  }

  @Test
  void anOfferOfNoTierTheHardwareMakesHasNone() {
    assertThat(AskTerms.of(List.of(new TierRate("ULTRA", 1L, 5L)), RUBIN, MARKET))
        .isEqualTo(Optional.empty());
  }

  private static AskTerms of(AskRule rule) {
    return AskTerms.of(rates(rule), RUBIN, MARKET).orElseThrow();
  }

  private static void sameAsks(AskTerms found, AskRule rule) {
    assertThat(rates(found.rule())).isEqualTo(rates(rule));
  }

  private static List<TierRate> rates(AskRule rule) {
    return new Factory("f", "f", RUBIN, 1, rule).rates(MARKET);
  }
}
