package io.tokenmarket.simulation;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.TierClearing;
import java.util.HashMap;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Between which prices each tier traded. */
final class PriceRange {
  private final Map<String, LongSummaryStatistics> ticks = new HashMap<>();

  void add(Clearing clearing) {
    clearing.getTiers().stream()
        .filter(TierClearing::getTraded)
        .forEach(
            tier ->
                ticks
                    .computeIfAbsent(tier.getTier(), name -> new LongSummaryStatistics())
                    .accept(tier.getPrice()));
  }

  Set<String> tiersThatTraded() {
    return ticks.keySet();
  }

  Set<String> tiersWhosePriceMoved() {
    return ticks.entrySet().stream()
        .filter(tier -> tier.getValue().getMin() < tier.getValue().getMax())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
