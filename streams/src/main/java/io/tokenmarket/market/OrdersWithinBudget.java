package io.tokenmarket.market;

import io.tokenmarket.schemas.OpenOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The orders of an auction, in log order, and those that their owners' budgets shut out of it.
 *
 * @param beyond each with why
 */
record OrdersWithinBudget(Collection<OpenOrder> orders, List<Beyond> beyond) {

  /** An order that does not fit its owner's budget. */
  record Beyond(OpenOrder order, Refusal refusal) {}

  static OrdersWithinBudget of(MarketState state, long interval) {
    Collection<OpenOrder> all = state.ordersFor(interval);
    return state.budgets().isEmpty() || !state.rulebook().checksBudgetsBefore()
        ? new OrdersWithinBudget(all, List.of())
        : checked(state, interval, all);
  }

  /** Whatever was thought when they came, the period is that of this auction. */
  private static OrdersWithinBudget checked(
      MarketState state, long interval, Collection<OpenOrder> all) {
    Instant at = Calendar.gateInReach(state.rules().definition(), interval);
    Reservations reservations = new Reservations();
    state.budgets().all().forEach(reservations::allow);
    List<OpenOrder> within = new ArrayList<>();
    List<Beyond> beyond = new ArrayList<>();
    for (OpenOrder order : all) {
      Optional<Refusal> refusal = reservations.refusal(order, order.getFilled(), at);
      refusal.ifPresentOrElse(why -> beyond.add(new Beyond(order, why)), () -> within.add(order));
    }
    return new OrdersWithinBudget(within, beyond);
  }
}
