package io.tokenmarket.producers.catalogue;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One way to make a tier out of the pools of a pod.
 *
 * @param rates million output tokens per second per MW of the pool if nothing else limits, by pool;
 *     a pool left out is not used
 */
public record PodRecipe(String tier, Map<String, Figure> rates) {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  public PodRecipe {
    rates = Collections.unmodifiableMap(new LinkedHashMap<>(rates));
    if (rates.values().stream().allMatch(rate -> rate.value().signum() == 0)) {
      throw new IllegalArgumentException("a recipe of " + tier + " uses no pool");
    }
  }

  /** Output tokens per second per MW of the pool; 0 where the recipe does not use it. */
  public long tokensPerSecondPerMw(String pool) {
    return rate(pool).multiply(MILLION).longValueExact();
  }

  /** Million output tokens per second per MW of the pool; 0 where the recipe does not use it. */
  BigDecimal rate(String pool) {
    Figure rate = rates.get(pool);
    return rate == null ? BigDecimal.ZERO : rate.value();
  }
}
