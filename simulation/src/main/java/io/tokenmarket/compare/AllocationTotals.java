package io.tokenmarket.compare;

import io.tokenmarket.clearing.Book;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an allocation comes to in one interval. Money is nano-dollars.
 *
 * @param value what buyers would have paid at most for what they got
 * @param paid by buyers, to sellers
 * @param cost what sellers asked at least for what they made
 * @param wattsUsed each factory's, tier by tier, rounded down
 */
public record AllocationTotals(
    List<TierTotals> tiers,
    BigInteger value,
    BigInteger paid,
    BigInteger cost,
    BigInteger wattsOffered,
    BigInteger wattsUsed) {

  /** Lots of one tier and what they cost their buyers. */
  public record TierTotals(long wanted, long filled, BigInteger paid) {}

  static AllocationTotals of(Allocation allocation) {
    IntervalOrders orders = allocation.orders();
    Book book = orders.book();
    BigInteger value = BigInteger.ZERO;
    BigInteger cost = BigInteger.ZERO;
    BigInteger[] paid = new BigInteger[book.tiers()];
    Arrays.fill(paid, BigInteger.ZERO);
    for (Allocation.Delivery delivery : allocation.deliveries()) {
      int tier = book.bidTier(delivery.bid());
      value = value.add(product(delivery.lots(), book.bidLimit(delivery.bid())));
      cost = cost.add(product(delivery.lots(), book.ask(delivery.offer(), tier)));
      paid[tier] = paid[tier].add(product(delivery.lots(), delivery.price()));
    }
    return new AllocationTotals(
        tiers(allocation, paid),
        value,
        sum(List.of(paid)),
        cost,
        sum(orders.sellers().stream().map(s -> BigInteger.valueOf(s.watts())).toList()),
        watts(orders, allocation.made()));
  }

  private static List<TierTotals> tiers(Allocation allocation, BigInteger[] paid) {
    Book book = allocation.orders().book();
    long[] filled = allocation.filled();
    long[] wanted = new long[book.tiers()];
    long[] got = new long[book.tiers()];
    for (int bid = 0; bid < book.bids(); bid++) {
      wanted[book.bidTier(bid)] += book.bidLots(bid);
      got[book.bidTier(bid)] += filled[bid];
    }
    return IntStream.range(0, wanted.length)
        .mapToObj(tier -> new TierTotals(wanted[tier], got[tier], paid[tier]))
        .toList();
  }

  private static BigInteger watts(IntervalOrders orders, long[][] made) {
    BigInteger used = BigInteger.ZERO;
    for (int offer = 0; offer < made.length; offer++) {
      for (int tier = 0; tier < made[offer].length; tier++) {
        if (made[offer][tier] > 0) {
          used =
              used.add(
                  product(made[offer][tier], orders.sellers().get(offer).watts())
                      .divide(BigInteger.valueOf(orders.book().fullRun(offer, tier))));
        }
      }
    }
    return used;
  }

  private static BigInteger product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }

  private static BigInteger sum(List<BigInteger> parts) {
    return parts.stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** What trade is worth to both sides together. */
  public BigInteger surplus() {
    return value.subtract(cost);
  }

  /** What buyers would have paid beyond what they paid. */
  public BigInteger buyers() {
    return value.subtract(paid);
  }

  /** What sellers got beyond what they asked. */
  public BigInteger sellers() {
    return paid.subtract(cost);
  }
}
