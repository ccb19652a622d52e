package io.tokenmarket.rest;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.FillReason;
import io.tokenmarket.clearing.Outcome;
import io.tokenmarket.market.AuctionBook;
import io.tokenmarket.rest.resource.Why;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.topology.views.RecomputedAuction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Why an order got what it got: the auction held again, and the duals asked. */
final class Explanation {
  private final RecomputedAuction auction;
  private final AuctionBook orders;
  private final Book book;
  private final Outcome outcome;
  private final io.tokenmarket.clearing.Why why;

  /**
   * @throws RefusedException where the auction held again does not give what was published
   */
  Explanation(RecomputedAuction auction) {
    this.auction = auction;
    this.orders = AuctionBook.of(auction.rules(), auction.orders());
    this.book = orders.book();
    this.outcome = orders.clear();
    requireSamePrices();
    this.why = new io.tokenmarket.clearing.Why(book, outcome);
  }

  private void requireSamePrices() {
    List<TierClearing> tiers = auction.clearing().getTiers();
    for (int t = 0; t < tiers.size(); t++) {
      if (outcome.price(t) != tiers.get(t).getPrice()) {
        throw ProblemType.NOT_READY.because(
            "This node clears the auction otherwise than it was; run the release that held it.");
      }
    }
  }

  /** Why the order got what it got; it must have been in the auction. */
  Why of(OpenOrder order) {
    boolean offer = order.getTerms() instanceof SupplyOffer;
    Clearing clearing = auction.clearing();
    return new Why(
        clearing.getMarket(),
        clearing.getInterval(),
        order.getOrderId(),
        offer ? "offer" : "demand",
        clearing.getLogPosition(),
        offer ? offer(order) : demand(order));
  }

  private List<Why.Reason> demand(OpenOrder order) {
    List<Why.Reason> reasons = new ArrayList<>();
    for (int j = 0; j < book.bids(); j++) {
      if (orders.demand(j) == order.getTerms()) {
        FillReason reason = why.bid(j);
        reasons.add(
            resource(
                reasons.size(),
                book.bidTier(j),
                book.bidLots(j),
                outcome.filled(j),
                reason,
                new Sentence(reason, "limit", "would have had to be at least").text()));
      }
    }
    return reasons;
  }

  private List<Why.Reason> offer(OpenOrder order) {
    List<Why.Reason> reasons = new ArrayList<>();
    int step = 0;
    for (int i = 0; i < book.offers(); i++) {
      if (orders.offer(i) == order.getTerms()) {
        for (int t = 0; t < book.tiers(); t++) {
          FillReason reason = why.offer(i, t);
          String text = new Sentence(reason, "ask", "would have had to be at most").text();
          reasons.add(resource(step, t, book.fullRun(i, t), outcome.made(i, t), reason, text));
        }
        step++;
      }
    }
    return reasons;
  }

  private Why.Reason resource(
      int step, int tier, long wanted, long awarded, FillReason reason, String sentence) {
    return new Why.Reason(
        step,
        orders.tier(tier),
        reason.verdict().name(),
        Resources.tokens(wanted),
        Resources.tokens(awarded),
        Units.price(reason.price()),
        Units.price(reason.named()),
        price(reason.atThesePrices()),
        price(reason.needed()),
        sentence);
  }

  private static BigDecimal price(OptionalLong ticks) {
    return ticks.isPresent() ? Units.price(ticks.getAsLong()) : null;
  }
}
