package io.tokenmarket.producers.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hardware that comes in pods of two kinds of racks, and what these make together.
 *
 * @param racks two kinds
 * @param recipes ways to make tiers, each out of one kind or of both
 */
public record Pods(List<Racks> racks, List<PodRecipe> recipes) {
  private static final int KINDS = 2;
  private static final int MOST_RECIPES = 16;
  private static final int DECIMALS = 6;

  public Pods {
    racks = List.copyOf(racks);
    recipes = List.copyOf(recipes);
    Set<String> names = new HashSet<>(racks.stream().map(Racks::pool).toList());
    require(racks.size() == KINDS && names.size() == KINDS, "a pod has two pools, each named");
    require(
        !recipes.isEmpty() && recipes.size() <= MOST_RECIPES,
        "pools need 1 to " + MOST_RECIPES + " recipes");
    for (PodRecipe recipe : recipes) {
      for (String pool : recipe.rates().keySet()) {
        require(names.contains(pool), "a recipe of %s uses '%s'".formatted(recipe.tier(), pool));
      }
    }
  }

  public List<String> pools() {
    return racks.stream().map(Racks::pool).toList();
  }

  /** The same recipes with other racks. */
  public Pods with(List<Racks> others) {
    return new Pods(others, recipes);
  }

  /**
   * So much power as pods have it: kW of each pool, whole ones. The second is rounded down and the
   * first has the rest.
   */
  public List<Long> split(long kilowatts) {
    BigDecimal second = racks.get(1).kilowatts();
    long part =
        BigDecimal.valueOf(kilowatts)
            .multiply(second)
            .divide(second.add(racks.get(0).kilowatts()), 0, RoundingMode.FLOOR)
            .longValueExact();
    return List.of(kilowatts - part, part);
  }

  /**
   * What a MW of pods makes of each tier if it makes nothing else, by the best one of its recipes,
   * rounded down to the token. An estimate, as is what share of the power is whose.
   */
  Map<String, Figure> ratesAlone() {
    Map<String, BigDecimal> best = new LinkedHashMap<>();
    recipes.forEach(recipe -> best.merge(recipe.tier(), alone(recipe), BigDecimal::max));
    Map<String, Figure> rates = new LinkedHashMap<>();
    best.forEach((tier, rate) -> rates.put(tier, new Figure(plain(rate), Mark.E)));
    return rates;
  }

  /** The pool that is used up first limits it. */
  private BigDecimal alone(PodRecipe recipe) {
    BigDecimal pod = racks.stream().map(Racks::kilowatts).reduce(BigDecimal.ZERO, BigDecimal::add);
    List<BigDecimal> limits = new ArrayList<>();
    for (Racks kind : racks) {
      BigDecimal rate = recipe.rate(kind.pool());
      if (rate.signum() > 0) {
        limits.add(kind.kilowatts().multiply(rate).divide(pod, DECIMALS, RoundingMode.FLOOR));
      }
    }
    return limits.stream().min(Comparator.naturalOrder()).orElseThrow();
  }

  /** Without zeros behind the point. */
  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
