package io.tokenmarket.market;

import io.tokenmarket.clearing.Outcome;
import io.tokenmarket.schemas.Budget;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderFilled;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TokenDemand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * What becomes of the open orders once an auction is held: which are filled, which have been in
 * their last, which the next auction's rules or budgets shut out.
 */
final class OrdersAfterAuction {
  /**
   * The answer whose words do not tell what the auction threw: those may differ from one Java to
   * the next, and an event may not.
   */
  private static final Reason POISON = Reason.POISON;

  private final MarketState state;
  private final long position;
  private final GateClosed gate;
  private final GateAuction.Held held;
  private final List<OpenOrder> poisonous;
  private final List<OrdersWithinBudget.Beyond> beyond;

  /** By order, lots bought in this auction; of demands that are wanted once. */
  private final Map<OpenOrder, Long> bought = new IdentityHashMap<>();

  /** By consumer, nano-dollars paid in this auction; of those with a budget. */
  private final Map<String, Long> paid = new HashMap<>();

  OrdersAfterAuction(
      MarketState state,
      long position,
      GateClosed gate,
      GateAuction.Held held,
      List<OpenOrder> poisonous,
      List<OrdersWithinBudget.Beyond> beyond) {
    this.state = state;
    this.position = position;
    this.gate = gate;
    this.held = held;
    this.poisonous = poisonous;
    this.beyond = beyond;
  }

  void addTo(List<SpecificRecord> events) {
    sumBids();
    poisonous.forEach(order -> events.add(takenOut(order, poison(order))));
    Set<OpenOrder> gone = gone();
    List<OpenOrder> expired = new ArrayList<>();
    List<OpenOrder> standing = new ArrayList<>();
    for (OpenOrder order : state.openOrders()) {
      if (gone.contains(order)) {
        continue;
      }
      if (isFilled(order)) {
        events.add(filled(order));
      } else if (Lifetime.endsWith(order, state.auctions() + 1, gate.getInterval())) {
        expired.add(order);
      } else {
        standing.add(order);
      }
    }
    expired.forEach(order -> events.add(expired(order)));
    takeOut(standing, events);
    beyond.forEach(each -> events.add(takenOut(each.order(), each.refusal())));
  }

  private Set<OpenOrder> gone() {
    Set<OpenOrder> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    gone.addAll(poisonous);
    beyond.forEach(each -> gone.add(each.order()));
    return gone;
  }

  private OrderRejected takenOut(OpenOrder order, Refusal refusal) {
    return TakenOut.event(order, refusal, position, state.rulebook());
  }

  private Refusal poison(OpenOrder order) {
    return Refusal.of(POISON, order.getOrderId(), gate.getInterval());
  }

  /** A pass over the bids, where it is not known that it would find nothing. */
  private void sumBids() {
    Outcome outcome = held.outcome();
    boolean budgets = !state.budgets().isEmpty();
    for (int j = 0; j < held.orders().book().bids(); j++) {
      OpenOrder order = held.orders().demandOrder(j);
      TokenDemand demand = held.orders().demand(j);
      if (demand.getOnce()) {
        bought.merge(order, outcome.filled(j), Long::sum);
      }
      if (budgets && state.budgets().of(demand.getParticipant()) != null) {
        long price = outcome.price(held.orders().book().bidTier(j));
        paid.merge(demand.getParticipant(), outcome.filled(j) * price, Long::sum);
      }
    }
  }

  private boolean isFilled(OpenOrder order) {
    return order.getTerms() instanceof TokenDemand demand
        && demand.getOnce()
        && filledNow(order) == OpenOrders.lots(demand);
  }

  private long filledNow(OpenOrder order) {
    return order.getFilled() + bought.getOrDefault(order, 0L);
  }

  /** Orders that cannot be in the next auction; budgets are reserved by those that can. */
  private void takeOut(List<OpenOrder> standing, List<SpecificRecord> events) {
    List<OpenOrder> left = state.isChanging() ? byNewRules(standing, events) : standing;
    if (state.budgets().isEmpty() || state.rulebook().checksBudgetsBefore()) {
      return;
    }
    Reservations reservations = reservations();
    for (OpenOrder order : left) {
      reservations
          .refusal(order, filledNow(order), gate(gate.getInterval() + 1))
          .ifPresent(refusal -> events.add(takenOut(order, refusal)));
    }
  }

  private List<OpenOrder> byNewRules(List<OpenOrder> standing, List<SpecificRecord> events) {
    OrderRules rules = new OrderRules(new Rules(state.nextRules()));
    List<OpenOrder> left = new ArrayList<>();
    for (OpenOrder order : standing) {
      Optional<Refusal> broken = rules.order((SpecificRecord) order.getTerms());
      if (broken.isEmpty()) {
        left.add(order);
      } else {
        Reason code = broken.get().reason();
        Refusal refusal = Refusal.of(Reason.RULES_CHANGED, order.getOrderId(), code);
        events.add(takenOut(order, refusal));
      }
    }
    return left;
  }

  private Reservations reservations() {
    Reservations reservations = new Reservations();
    for (Budget budget : state.budgets().all()) {
      long spent = paid.getOrDefault(budget.getConsumer(), 0L);
      reservations.allow(BudgetRules.spent(budget, spent, gate(gate.getInterval())));
    }
    return reservations;
  }

  private Instant gate(long interval) {
    return Instant.ofEpochMilli(Calendar.gate(state.rules().definition(), interval));
  }

  private OrderFilled filled(OpenOrder order) {
    return new OrderFilled(
        order.getMarket(),
        OpenOrders.owner(order),
        order.getOrderId(),
        gate.getInterval(),
        position);
  }

  private OrderExpired expired(OpenOrder order) {
    return new OrderExpired(
        order.getMarket(),
        OpenOrders.owner(order),
        order.getOrderId(),
        gate.getInterval(),
        position);
  }
}
