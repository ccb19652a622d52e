package io.tokenmarket.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Who delivers what to whom in an interval: what a policy decided. */
public final class Allocation {

  /**
   * One offer delivers to one bid, of the bid's tier.
   *
   * @param price ticks
   */
  public record Delivery(int offer, int bid, long lots, long price) {}

  private final IntervalOrders orders;
  private final List<Delivery> deliveries = new ArrayList<>();

  Allocation(IntervalOrders orders) {
    this.orders = orders;
  }

  void deliver(int offer, int bid, long lots, long price) {
    if (lots > 0) {
      deliveries.add(new Delivery(offer, bid, lots, price));
    }
  }

  /** The orders it is of. */
  public IntervalOrders orders() {
    return orders;
  }

  public List<Delivery> deliveries() {
    return Collections.unmodifiableList(deliveries);
  }

  /** Lots by offer and tier. */
  long[][] made() {
    long[][] made = new long[orders.book().offers()][orders.book().tiers()];
    deliveries.forEach(d -> made[d.offer()][orders.book().bidTier(d.bid())] += d.lots());
    return made;
  }

  /** Lots by bid. */
  long[] filled() {
    long[] filled = new long[orders.book().bids()];
    deliveries.forEach(d -> filled[d.bid()] += d.lots());
    return filled;
  }
}
