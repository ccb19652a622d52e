package io.tokenmarket.compare;

/**
 * A way to decide, from the orders of an interval, who makes what for whom at which price. May
 * remember the intervals before; to be asked for one after the other.
 */
public interface Policy {
  /** Short, for the head of a column. */
  String name();

  /** What it does, in a sentence. */
  String rule();

  /**
   * Nobody runs above its power, pays more than its limit or gets less than its ask; {@link Audit}
   * looks.
   */
  Allocation allocate(IntervalOrders orders);
}
