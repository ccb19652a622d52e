package io.tokenmarket.market;

import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.TokenDemand;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What consumers with a budget have left while their demands reserve anew, in log order. */
final class Reservations {
  private final Map<String, Long> left = new HashMap<>();

  /** The consumer's demands may reserve so many nano-dollars. */
  void allow(String consumer, long nanoDollars) {
    left.put(consumer, nanoDollars);
  }

  /**
   * Reserves for the order, or says why not.
   *
   * @param filled lots it has got, if it is wanted once
   */
  Optional<Refusal> refusal(OpenOrder order, long filled) {
    if (!(order.getTerms() instanceof TokenDemand demand)) {
      return Optional.empty();
    }
    String consumer = demand.getParticipant();
    Long free = left.get(consumer);
    if (free == null) {
      return Optional.empty();
    }
    long cost = OpenOrders.cost(demand, filled);
    if (cost > free) {
      return Optional.of(Refusal.of(Reason.BUDGET_EXCEEDED, consumer, cost, free));
    }
    left.put(consumer, free - cost);
    return Optional.empty();
  }
}
