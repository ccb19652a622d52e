package io.tokenmarket.market;

import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Units;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** In which auctions an order is open. */
final class Lifetime {
  private static final long NO_END = Long.MAX_VALUE;

  private Lifetime() {}

  /** The first rule that the order's life breaks. */
  static Optional<Refusal> check(SpecificRecord order) {
    long intervals = intervals(order);
    return intervals >= 1 && intervals <= Units.AUCTIONS_LIMIT
        ? consistent(order, intervals)
        : Refusal.because(Reason.INTERVALS_OUT_OF_RANGE, intervals);
  }

  private static Optional<Refusal> consistent(SpecificRecord order, long intervals) {
    long interval = interval(order);
    boolean untilCancelled = untilCancelled(order);
    boolean once = intervals == 1 && !(untilCancelled && interval != -1);
    boolean several = interval == -1 && !untilCancelled;
    return interval >= -1 && (once || several)
        ? Optional.empty()
        : Refusal.because(Reason.LIFETIME_INVALID, intervals, interval, untilCancelled);
  }

  /** An order for one interval comes before its gate. */
  static Optional<Refusal> notOver(SpecificRecord order, long lastInterval) {
    long interval = interval(order);
    return interval == -1 || interval > lastInterval
        ? Optional.empty()
        : Refusal.because(Reason.INTERVAL_PASSED, interval, lastInterval);
  }

  /** Number of the last auction an order is in that is placed after so many auctions. */
  static long lastAuction(SpecificRecord order, long auctions) {
    boolean open = untilCancelled(order) || interval(order) != -1;
    return open ? NO_END : auctions + intervals(order);
  }

  /**
   * When the auction is held that the order, if it is placed at this time, is in first.
   *
   * @param time of its entry in the log
   */
  static Instant auction(OpenOrder order, MarketState state, long time) {
    return state.rulebook().auction(state, interval((SpecificRecord) order.getTerms()), time);
  }

  /** Whether the order is in the auction of this interval. */
  static boolean takesPart(OpenOrder order, long interval) {
    long only = interval((SpecificRecord) order.getTerms());
    return only == -1 || only == interval;
  }

  /** Whether the order has been in its last auction once this one is held. */
  static boolean endsWith(OpenOrder order, long auction, long interval) {
    long only = interval((SpecificRecord) order.getTerms());
    return order.getLastAuction() <= auction || only != -1 && only <= interval;
  }

  private static long intervals(SpecificRecord order) {
    return order instanceof TokenDemand demand
        ? demand.getIntervals()
        : ((SupplyOffer) order).getIntervals();
  }

  private static long interval(SpecificRecord order) {
    return order instanceof TokenDemand demand
        ? demand.getInterval()
        : ((SupplyOffer) order).getInterval();
  }

  private static boolean untilCancelled(SpecificRecord order) {
    return order instanceof TokenDemand demand
        ? demand.getUntilCancelled()
        : ((SupplyOffer) order).getUntilCancelled();
  }
}
