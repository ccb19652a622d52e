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
  private final Settlement settlement;

  Awards(Clearing clearing, Rules rules, Collected orders, Outcome outcome, Settlement settlement) {
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
    for (int i = 0; i < book.offers(); i++) {
      addOffer(events, i);
    }
    for (int j = 0; j < book.bids(); j++) {
      if (outcome.filled(j) > 0) {
        events.add(bought(j));
      }
    }
  }

  private void addOffer(List<SpecificRecord> events, int i) {
    for (int t = 0; t < book.tiers(); t++) {
      if (outcome.made(i, t) > 0) {
        events.add(sold(i, t));
      }
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
        "",
        false);
  }

  private OrderAwarded sold(int i, int tier) {
    SupplyOffer offer = orders.offer(i);
    long lots = outcome.made(i, tier);
    return award(offer.getParticipant(), offer.getCommandId(), tier, lots, settlement.fee(i, tier));
  }

  private OrderAwarded bought(int j) {
    TokenDemand demand = orders.demand(j);
    return award(
        demand.getParticipant(), demand.getCommandId(), book.bidTier(j), outcome.filled(j), 0);
  }

  private OrderAwarded award(String participant, String orderId, int tier, long lots, long fee) {
    return new OrderAwarded(
        clearing.getMarket(),
        participant,
        orderId,
        clearing.getInterval(),
        rules.tierName(tier),
        lots,
        outcome.price(tier),
        settlement.cost(tier, lots),
        fee,
        clearing.getLogPosition());
  }
}
