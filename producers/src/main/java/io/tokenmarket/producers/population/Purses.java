package io.tokenmarket.producers.population;

import io.tokenmarket.producers.demand.Elasticity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the apps of a group have bid for so far in a day, each bid taken at its limit price. */
final class Purses {
  private final Optional<DailyBudget> budget;
  private final Map<String, Long> spent = new HashMap<>();
  private long next;

  Purses(Optional<DailyBudget> budget) {
    this.budget = budget;
  }

  /** First interval of the day whose bids are not in the purses yet. */
  long missing(long interval) {
    if (budget.isEmpty()) {
      return interval;
    }
    long begins = budget.get().dayBegins(interval);
    return next > begins && next <= interval ? next : begins;
  }

  /** From now on bids are of this interval. */
  void turnTo(long interval) {
    if (budget.isPresent() && budget.get().dayBegins(interval) == interval) {
      spent.clear();
    }
    next = interval + 1;
  }

  /** Lots of the bid that the app's purse allows, which are spent by that. */
  long afford(String app, Elasticity.Step bid) {
    if (budget.isEmpty() || bid.limitPrice() == 0) {
      return bid.lots();
    }
    long before = spent.getOrDefault(app, 0L);
    long lots = Math.min(bid.lots(), (budget.get().nanoDollars() - before) / bid.limitPrice());
    spent.put(app, before + lots * bid.limitPrice());
    return lots;
  }
}
