package io.tokenmarket.compare;

import io.tokenmarket.clearing.Book;
import java.math.BigInteger;
import java.util.Locale;

/** What every policy has to keep to, checked on every interval. */
final class Audit {
  private final IntervalOrders orders;
  private final Book book;
  private final Allocation allocation;

  private Audit(Allocation allocation) {
    this.allocation = allocation;
    orders = allocation.orders();
    book = orders.book();
  }

  /**
   * @param ceiling surplus that no allocation exceeds, nano-dollars
   * @throws IllegalStateException where a factory runs above its power or makes what it cannot, a
   *     buyer gets more than they want or pays more than their limit, a seller gets less than its
   *     ask, or the surplus is above the ceiling
   */
  static void require(Allocation allocation, AllocationTotals tally, BigInteger ceiling) {
    Audit audit = new Audit(allocation);
    allocation.deliveries().forEach(audit::withinPrices);
    audit.withinWants();
    audit.withinPower();
    require(
        tally.surplus().compareTo(ceiling) <= 0,
        "a surplus of %s is above the %s that there are",
        tally.surplus(),
        ceiling);
  }

  private void withinPrices(Allocation.Delivery delivery) {
    int tier = book.bidTier(delivery.bid());
    require(
        delivery.lots() > 0 && book.fullRun(delivery.offer(), tier) > 0,
        "%s cannot be delivered by that offer",
        delivery);
    require(
        delivery.price() >= book.ask(delivery.offer(), tier)
            && delivery.price() <= book.bidLimit(delivery.bid()),
        "%s is not between the offer's ask and the bid's limit",
        delivery);
  }

  private void withinWants() {
    long[] filled = allocation.filled();
    for (int bid = 0; bid < filled.length; bid++) {
      require(
          filled[bid] <= book.bidLots(bid),
          "bid %d wants %d lots and gets %d",
          bid,
          book.bidLots(bid),
          filled[bid]);
    }
  }

  private void withinPower() {
    long[][] made = allocation.made();
    for (int offer = 0; offer < made.length; offer++) {
      require(
          idle(offer, made[offer]).signum() >= 0,
          "%s runs above its power",
          orders.sellers().get(offer).name());
    }
  }

  /** A multiple of {@code 1 - sum of made / fullRun}, exact. */
  private BigInteger idle(int offer, long[] made) {
    BigInteger idle = BigInteger.ONE;
    BigInteger whole = BigInteger.ONE;
    for (int tier = 0; tier < made.length; tier++) {
      if (made[tier] > 0) {
        BigInteger run = BigInteger.valueOf(book.fullRun(offer, tier));
        idle = idle.multiply(run).subtract(whole.multiply(BigInteger.valueOf(made[tier])));
        whole = whole.multiply(run);
      }
    }
    return idle;
  }

  private static void require(boolean holds, String broken, Object... parts) {
    if (!holds) {
      throw new IllegalStateException(String.format(Locale.ROOT, broken, parts));
    }
  }
}
