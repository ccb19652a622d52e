package io.tokenmarket.market;

import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import org.apache.avro.specific.SpecificRecord;

/** What follows from the terms of an open order. */
final class OpenOrders {
  private OpenOrders() {}

  /** The order that a command places where it is in the log. */
  static OpenOrder opened(MarketState state, LogEntry entry) {
    SpecificRecord terms = entry.command();
    return new OpenOrder(
        state.market(),
        Command.of(terms).id(),
        entry.position(),
        Lifetime.lastAuction(terms, state.auctions()),
        terms,
        0L,
        state.rulebook().version(entry.position()),
        entry.place());
  }

  /** The order once it has got so many lots more. */
  static OpenOrder filled(OpenOrder order, long lots, long version) {
    return new OpenOrder(
        order.getMarket(),
        order.getOrderId(),
        order.getLogPosition(),
        order.getLastAuction(),
        order.getTerms(),
        order.getFilled() + lots,
        version,
        order.getPlace());
  }

  static String owner(OpenOrder order) {
    return order.getTerms() instanceof TokenDemand demand
        ? demand.getParticipant()
        : ((SupplyOffer) order.getTerms()).getParticipant();
  }

  /** Lots of all steps. */
  static long lots(TokenDemand demand) {
    long lots = demand.getLots();
    for (DemandStep step : demand.getSteps()) {
      lots += step.getLots();
    }
    return lots;
  }

  /** Lots it is open for in the next auction. */
  static long wanted(TokenDemand demand, long filled) {
    return demand.getOnce() ? Math.max(0, lots(demand) - filled) : lots(demand);
  }

  /** The most that one auction can cost a demand, nano-dollars; fits, as its lots are limited. */
  static long cost(TokenDemand demand, long filled) {
    long gone = demand.getOnce() ? filled : 0;
    long rest = Math.max(0, demand.getLots() - gone);
    long cost = rest * demand.getLimitPrice();
    gone -= demand.getLots() - rest;
    for (DemandStep step : demand.getSteps()) {
      rest = Math.max(0, step.getLots() - gone);
      cost += rest * step.getLimitPrice();
      gone -= step.getLots() - rest;
    }
    return cost;
  }
}
