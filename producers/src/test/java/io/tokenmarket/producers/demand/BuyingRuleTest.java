package io.tokenmarket.producers.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.schemas.TierDefinition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BuyingRuleTest {
  private static final long STEP = 10_000;
  private final BuyingRule rule = BuyingRule.standard(42);
  private final Catalogue catalogue = Catalogue.load();

  @Test
  void tiersAreBoughtInTheStatedShares() {
    Map<String, Long> bought =
        IntStream.range(0, 20_000)
            .mapToObj(app -> rule.tier("app-" + app))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(bought.get("FREE")).as("seed 42").isCloseTo(5_000, within(300L));
    assertThat(bought.get("ULTRA")).as("seed 42").isCloseTo(1_000, within(150L));
  }

  @Test
  void anAppKeepsItsTierWhoeverElseThereIs() {
    assertThat(BuyingRule.standard(42).tier("client-17")).isEqualTo(rule.tier("client-17"));
  }

  /** Pinned: a JVM that draws otherwise would play another market. */
  @Test
  void theDrawsAreTheSameOnEveryMachine() {
    assertThat(rule.tier("client-17")).isEqualTo("FREE");
    assertThat(rule.limitPrice("client-17", 3, tier("MEDIUM"), STEP)).isEqualTo(2_130_000);
    assertThat(rule.limitPrice("client-17", 3, tier("FREE"), STEP)).isEqualTo(250_000);
  }

  @Test
  void limitPricesStandOnTheGridBetweenFloorAndCapAroundTheListPrice() {
    TierDefinition medium = tier("MEDIUM");
    List<Long> prices = limits(medium);
    assertThat(prices).allMatch(price -> price % STEP == 0);
    assertThat(prices).allMatch(price -> price >= medium.getFloor() && price <= medium.getCap());
    assertThat(prices.get(prices.size() / 2))
        .as("median, seed 42")
        .isCloseTo(medium.getListPrice(), within(medium.getListPrice() / 10));
  }

  @Test
  void aWildLimitIsCutToTheCap() {
    BuyingRule wild = new BuyingRule(42, Map.of("MEDIUM", 1L), 5, BigDecimal.ZERO, BigDecimal.ONE);
    assertThat(
            LongStream.range(0, 200).map(n -> wild.limitPrice("a", n, tier("MEDIUM"), STEP)).max())
        .hasValue(12_000_000);
  }

  @Test
  void aFreeTierIsWorthItsAdvertising() {
    assertThat(limits(tier("FREE"))).allMatch(price -> price >= 50_000 && price <= 300_000);
  }

  @Test
  void aRuleWithoutSharesIsRefused() {
    assertThatThrownBy(() -> new BuyingRule(1, Map.of(), 0.1, BigDecimal.ZERO, BigDecimal.ONE))
        .isInstanceOf(DemandException.class);
    assertThatThrownBy(
            () -> new BuyingRule(1, Map.of("HIGH", 0L), 0.1, BigDecimal.ZERO, BigDecimal.ONE))
        .hasMessageContaining("shares");
  }

  private List<Long> limits(TierDefinition tier) {
    return LongStream.range(0, 2_001)
        .map(interval -> rule.limitPrice("client-17", interval, tier, STEP))
        .sorted()
        .boxed()
        .toList();
  }

  private TierDefinition tier(String name) {
    return catalogue.tier(name).definition();
  }
}
