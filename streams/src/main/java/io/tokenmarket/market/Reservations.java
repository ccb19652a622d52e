package io.tokenmarket.market;

import io.tokenmarket.schemas.Budget;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.TokenDemand;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What consumers with a budget have left while their demands reserve anew, in log order. */
final class Reservations {
  private final Map<String, Budget> budgets = new HashMap<>();
  private final Map<String, Long> reserved = new HashMap<>();

  /** The demands of the budget's consumer may reserve of it. */
  void allow(Budget budget) {
    budgets.put(budget.getConsumer(), budget);
  }

  /**
   * Reserves for the order, or says why not.
   *
   * @param filled lots it has got, if it is wanted once
   * @param at when the auction is held that it is for
   */
  Optional<Refusal> refusal(OpenOrder order, long filled, Instant at) {
    if (!(order.getTerms() instanceof TokenDemand demand)) {
      return Optional.empty();
    }
    String consumer = demand.getParticipant();
    Budget budget = budgets.get(consumer);
    if (budget == null) {
      return Optional.empty();
    }
    long free = BudgetRules.unspent(budget, at) - reserved.getOrDefault(consumer, 0L);
    long cost = OpenOrders.cost(demand, filled);
    if (cost > free) {
      return Optional.of(Refusal.of(Reason.BUDGET_EXCEEDED, consumer, cost, free));
    }
    reserved.merge(consumer, cost, Long::sum);
    return Optional.empty();
  }
}
