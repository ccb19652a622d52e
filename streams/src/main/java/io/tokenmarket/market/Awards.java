package io.tokenmarket.market;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Trade;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Writes who delivers what to whom, and what each order got. */
final class Awards {
  private final Clearing clearing;
  private final Rules rules;
  private final Collected orders;
  private final Book book;
  private final Outcome outcome;
  private final TradePricing settlement;

  Awards(
      Clearing clearing, Rules rules, Collected orders, Outcome outcome, TradePricing settlement) {
    this.clearing = clearing;
    this.rules = rules;
    this.orders = orders;
    this.book = orders.book();
    this.outcome = outcome;
    this.settlement = settlement;
  }

  /** Trades by number; awards of offers by tier; awards of demands. */
  void addTo(List<SpecificRecord> events) {
    for (int k = 0; k < outcome.trades(); k++) {
      events.add(trade(k));
    }
    for (int i = 0; i < book.offers(); i = orders.offersEnd(i)) {
      addOffer(events, i);
    }
    for (int j = 0; j < book.bids(); j = orders.bidsEnd(j)) {
      addDemand(events, j);
    }
  }

  private void addOffer(List<SpecificRecord> events, int first) {
    int end = orders.offersEnd(first);
    SupplyOffer offer = orders.offer(first);
    for (int t = 0; t < book.tiers(); t++) {
      long lots = 0;
      long earned = 0;
      long fee = 0;
      for (int i = first; i < end; i++) {
        lots += outcome.made(i, t);
        earned += settlement.earned(i, t);
        fee += settlement.fee(i, t);
      }
      if (lots > 0) {
        events.add(award(offer.getParticipant(), offer.getCommandId(), t, lots, earned, fee));
      }
    }
  }

  private void addDemand(List<SpecificRecord> events, int first) {
    TokenDemand demand = orders.demand(first);
    int tier = book.bidTier(first);
    long lots = Collected.filled(outcome, first, orders.bidsEnd(first));
    if (lots > 0) {
      long cost = settlement.cost(tier, lots);
      events.add(award(demand.getParticipant(), demand.getCommandId(), tier, lots, cost, 0));
    }
  }

  private Trade trade(int k) {
    SupplyOffer offer = orders.offer(outcome.seller(k));
    TokenDemand demand = orders.demand(outcome.buyer(k));
    int tier = settlement.tier(k);
    return new Trade(
        clearing.getMarket(),
        clearing.getInterval(),
        k,
        rules.tierName(tier),
        offer.getCommandId(),
        offer.getParticipant(),
        offer.getSite(),
        offer.getHardware(),
        demand.getCommandId(),
        demand.getParticipant(),
        outcome.tradedLots(k),
        outcome.price(tier),
        settlement.cost(tier, outcome.tradedLots(k)),
        settlement.fee(k),
        clearing.getLogPosition(),
        outcome.awardedTier(k) == tier ? "" : rules.tierName(outcome.awardedTier(k)),
        settlement.isNetted(k),
        orders.offerStep(outcome.seller(k)),
        orders.demandStep(outcome.buyer(k)));
  }

  private OrderAwarded award(
      String participant, String orderId, int tier, long lots, long nanoDollars, long fee) {
    return new OrderAwarded(
        clearing.getMarket(),
        participant,
        orderId,
        clearing.getInterval(),
        rules.tierName(tier),
        lots,
        outcome.price(tier),
        nanoDollars,
        fee,
        clearing.getLogPosition());
  }
}
