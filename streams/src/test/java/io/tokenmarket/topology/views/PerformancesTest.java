package io.tokenmarket.topology.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.Performance;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PerformancesTest {
  private final Clearing clearing = SampleMarket.clearing("north", 4);

  @ParameterizedTest
  @EnumSource
  void everyGroupingSharesOutTheWholeClearing(Grouping grouping) {
    List<Performance> done = Performances.of(clearing, grouping);

    assertThat(sum(done, Performance::getRevenue)).isEqualTo(clearing.getRevenue());
    assertThat(sum(done, Performance::getFees)).isEqualTo(clearing.getFees());
    assertThat(done.stream().mapToLong(Performance::getLots).sum()).isEqualTo(5 * 1_100);
    assertThat(done.stream().mapToLong(Performance::getWattsSold).sum())
        .isEqualTo(clearing.getWattsSold());
  }

  @ParameterizedTest
  @EnumSource(names = {"FACTORY", "HARDWARE", "MARKET"})
  void everyWattOnOfferIsCountedOnce(Grouping grouping) {
    assertThat(
            Performances.of(clearing, grouping).stream()
                .mapToLong(Performance::getWattsOffered)
                .sum())
        .isEqualTo(clearing.getWattsOffered());
  }

  @Test
  void theOffersOfAFactoryAreAddedUp() {
    Performance oslo = only(Grouping.FACTORY, "oslo");

    assertThat(oslo.getWattsOffered()).isEqualTo(25_000_000);
    assertThat(oslo.getLots()).isEqualTo(5 * 700);
    assertThat(oslo.getRevenue()).isEqualTo(new BigDecimal("31.500000000"));
    assertThat(oslo.getFees()).isEqualTo(new BigDecimal("0.031500000"));
  }

  @Test
  void powerThatSoldNothingWasStillOnOffer() {
    Performance hopper = only(Grouping.HARDWARE, "hopper");

    assertThat(hopper.getWattsOffered()).isEqualTo(5_000_000);
    assertThat(hopper.getWattsSold()).isZero();
    assertThat(hopper.getRevenue()).isEqualTo(new BigDecimal("0.000000000"));
  }

  @Test
  void aTierIsMeasuredAgainstThePowerOfTheWholeMarket() {
    assertThat(only(Grouping.TIER, "ULTRA").getWattsOffered())
        .isEqualTo(clearing.getWattsOffered());
  }

  @Test
  void anIntervalIsNamedByMarketNumberTimeAndLogPosition() {
    assertThat(Performances.of(clearing, Grouping.TIER))
        .allSatisfy(
            done -> {
              assertThat(done.getMarket()).isEqualTo("north");
              assertThat(done.getInterval()).isEqualTo(4);
              assertThat(done.getAt()).isEqualTo(clearing.getAt());
              assertThat(done.getLogPosition()).isEqualTo(clearing.getLogPosition());
            });
  }

  @Test
  void aSumThatDoesNotFitIsRefused() {
    OfferClearing huge =
        OfferClearing.newBuilder(clearing.getOffers().get(0)).setWatts(Long.MAX_VALUE).build();
    Clearing absurd = Clearing.newBuilder(clearing).setOffers(List.of(huge, huge)).build();

    assertThatThrownBy(() -> Performances.of(absurd, Grouping.FACTORY))
        .isInstanceOf(ArithmeticException.class);
  }

  private Performance only(Grouping grouping, String subject) {
    List<Performance> found =
        Performances.of(clearing, grouping).stream()
            .filter(done -> done.getSubject().equals(subject))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static BigDecimal sum(List<Performance> done, Function<Performance, BigDecimal> money) {
    return done.stream().map(money).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
