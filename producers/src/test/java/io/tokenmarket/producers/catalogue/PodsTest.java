package io.tokenmarket.producers.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodsTest {
  private static final Racks FILL = new Racks("fill", figure("2"), figure("30"));
  private static final Racks MAKE = new Racks("make", figure("1"), figure("40"));
  private static final PodRecipe BOTH =
      new PodRecipe("HIGH", Map.of("fill", figure("1"), "make", figure("2")));

  /** 0.6 MW of fill would let 0.6 be made, 0.4 MW of make 0.8: the first runs out. */
  @Test
  void thePoolThatRunsOutFirstLimitsWhatAPodMakes() {
    assertThat(alone(BOTH)).isEqualByComparingTo("0.6");
  }

  @Test
  void ofSeveralRecipesTheBestCounts() {
    PodRecipe slow = new PodRecipe("HIGH", Map.of("make", figure("0.1")));
    assertThat(alone(slow, BOTH)).isEqualByComparingTo("0.6");
  }

  @Test
  void everyKilowattIsInAPool() {
    Pods pods = new Pods(List.of(FILL, MAKE), List.of(BOTH));
    for (long kilowatts = 0; kilowatts < 1_000; kilowatts++) {
      List<Long> parts = pods.split(kilowatts);
      assertThat(parts.get(0) + parts.get(1)).isEqualTo(kilowatts);
      assertThat(parts.get(1)).isEqualTo(kilowatts * 2 / 5);
    }
  }

  @Test
  void whatIsNoPodIsRefused() {
    refused("a pod has two pools", List.of(FILL), List.of(BOTH));
    refused("a pod has two pools", List.of(FILL, FILL), List.of(BOTH));
    refused("1 to 16 recipes", List.of(FILL, MAKE), List.of());
    Racks other = new Racks("other", figure("1"), figure("1"));
    refused("a recipe of HIGH uses 'make'", List.of(FILL, other), List.of(BOTH));
    assertThatThrownBy(() -> new Racks("none", figure("0"), figure("1")))
        .hasMessageContaining("'none' has no power");
    assertThatThrownBy(() -> new PodRecipe("HIGH", Map.of("fill", figure("0"))))
        .hasMessageContaining("uses no pool");
  }

  private static void refused(String words, List<Racks> racks, List<PodRecipe> recipes) {
    assertThatThrownBy(() -> new Pods(racks, recipes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  private static BigDecimal alone(PodRecipe... recipes) {
    return new Pods(List.of(FILL, MAKE), List.of(recipes)).ratesAlone().get("HIGH").value();
  }

  private static Figure figure(String value) {
    return new Figure(new BigDecimal(value), Mark.E);
  }
}
