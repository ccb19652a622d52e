package io.tokenmarket.report;

import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.TokenDemand;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the bids of an auction want at which price. */
final class DemandCurves {

  /** By tier: lots by limit price, the highest first. */
  private final Map<String, TreeMap<Long, Long>> tiers = new HashMap<>();

  /**
   * @param limit ticks
   */
  record Step(double lots, double limit) implements Thinning.Step<Step> {

    @Override
    public Step with(Step next) {
      double all = lots + next.lots;
      return new Step(all, (lots * limit + next.lots * next.limit) / all);
    }

    List<Object> values() {
      return List.of(Figure.millionTokens(lots), Figure.price(Math.round(limit)));
    }
  }

  DemandCurves(List<OpenOrder> orders) {
    for (OpenOrder order : orders) {
      if (order.getTerms() instanceof TokenDemand demand) {
        add(demand.getTier(), demand.getLots(), demand.getLimitPrice());
        for (DemandStep step : demand.getSteps()) {
          add(demand.getTier(), step.getLots(), step.getLimitPrice());
        }
      }
    }
  }

  private void add(String tier, long lots, long limit) {
    tiers
        .computeIfAbsent(tier, name -> new TreeMap<>(Collections.reverseOrder()))
        .merge(limit, lots, Math::addExact);
  }

  /** From the highest limit price down. */
  List<Step> of(String tier) {
    return Thinning.thinned(
        tiers.getOrDefault(tier, new TreeMap<>()).entrySet().stream()
            .map(level -> new Step(level.getValue(), level.getKey()))
            .toList());
  }
}
