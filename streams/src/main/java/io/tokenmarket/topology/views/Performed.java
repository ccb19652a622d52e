package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.DeliveryPerformance;
import io.tokenmarket.schemas.Performance;

/**
 * What a subject sold in an interval, and what it delivered of that.
 *
 * @param delivered null until its trades are settled
 */
public record Performed(Performance sold, DeliveryPerformance delivered) {

  /** The same in a market that settles deliveries: who sold nothing has nothing to deliver. */
  public Performed orNothingToDeliver() {
    return delivered != null || sold.getLots() > 0 ? this : new Performed(sold, nothing());
  }

  private DeliveryPerformance nothing() {
    return new DeliveryPerformance(
        sold.getMarket(), sold.getSubject(), sold.getInterval(), 0L, 0L, sold.getLogPosition());
  }
}
