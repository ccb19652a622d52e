package io.tokenmarket.market;

import io.tokenmarket.schemas.Budget;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.TokenDemand;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** The budgets of a market, and what open demands reserve of them. */
final class Budgets {
  private final Ledger<String, Budget> budgets;

  /** Follows from the open orders; of consumers with a budget only. */
  private final Map<String, BigInteger> reserved = new HashMap<>();

  Budgets(RecordHash hash) {
    budgets = new Ledger<>(hash);
  }

  boolean isEmpty() {
    return budgets.size() == 0;
  }

  /** The consumer's budget, or null. */
  Budget of(String consumer) {
    return budgets.get(consumer);
  }

  Collection<Budget> all() {
    return budgets.all();
  }

  Ledger<String, Budget> ledger() {
    return budgets;
  }

  /**
   * Whether the order's reservation exceeds what is left.
   *
   * @param before the order it replaces, whose reservation is free then; or null
   * @param at time of the next gate
   */
  Optional<Refusal> refusal(OpenOrder order, OpenOrder before, Instant at) {
    Budget budget = isEmpty() ? null : budgets.get(OpenOrders.owner(order));
    if (budget == null || !(order.getTerms() instanceof TokenDemand demand)) {
      return Optional.empty();
    }
    long cost = OpenOrders.cost(demand, order.getFilled());
    BigInteger left = left(budget, at).add(before == null ? BigInteger.ZERO : cost(before));
    return Refusal.unless(
        BigInteger.valueOf(cost).compareTo(left) <= 0,
        Reason.BUDGET_EXCEEDED,
        budget.getConsumer(),
        cost,
        left);
  }

  private BigInteger left(Budget budget, Instant at) {
    return BigInteger.valueOf(BudgetRules.unspent(budget, at))
        .subtract(reserved.getOrDefault(budget.getConsumer(), BigInteger.ZERO));
  }

  /**
   * Puts a budget in the place of the consumer's one before; of their first, demands that are open
   * already reserve.
   */
  void set(Budget budget, Iterable<OpenOrder> open) {
    String consumer = budget.getConsumer();
    if (budgets.get(consumer) != null) {
      budgets.replace(consumer, budget);
      return;
    }
    budgets.add(consumer, budget);
    for (OpenOrder order : open) {
      if (OpenOrders.owner(order).equals(consumer)) {
        reserve(order);
      }
    }
  }

  void reserve(OpenOrder order) {
    change(order, BigInteger::add);
  }

  void release(OpenOrder order) {
    change(order, BigInteger::subtract);
  }

  private void change(OpenOrder order, BinaryOperator<BigInteger> operation) {
    if (isEmpty() || !(order.getTerms() instanceof TokenDemand demand)) {
      return;
    }
    String consumer = demand.getParticipant();
    if (budgets.get(consumer) != null) {
      BigInteger sum = reserved.getOrDefault(consumer, BigInteger.ZERO);
      reserved.put(consumer, operation.apply(sum, cost(order)));
    }
  }

  private static BigInteger cost(OpenOrder order) {
    return BigInteger.valueOf(OpenOrders.cost((TokenDemand) order.getTerms(), order.getFilled()));
  }
}
