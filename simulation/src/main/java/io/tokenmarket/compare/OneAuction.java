package io.tokenmarket.compare;

import io.tokenmarket.clearing.Auction;
import io.tokenmarket.clearing.Outcome;
import java.math.BigInteger;

/** This exchange. */
final class OneAuction implements Policy {
  private final Auction auction = new Auction();
  private BigInteger ceiling = BigInteger.ZERO;

  @Override
  public String name() {
    return "auction";
  }

  @Override
  public String rule() {
    return "one auction over all tiers decides what every MW makes, one price per tier";
  }

  @Override
  public Allocation allocate(IntervalOrders orders) {
    Outcome outcome = auction.clear(orders.book());
    Allocation allocation = new Allocation(orders);
    for (int trade = 0; trade < outcome.trades(); trade++) {
      allocation.deliver(
          outcome.seller(trade),
          outcome.buyer(trade),
          outcome.tradedLots(trade),
          outcome.price(outcome.awardedTier(trade)));
    }
    ceiling = outcome.welfare().add(outcome.gap());
    return allocation;
  }

  /**
   * What no allocation of the last orders exceeds, nano-dollars of limit prices less asks: the
   * auction's welfare and its gap, by weak duality.
   */
  BigInteger ceiling() {
    return ceiling;
  }
}
