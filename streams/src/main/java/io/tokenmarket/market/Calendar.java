package io.tokenmarket.market;

import io.tokenmarket.schemas.MarketDefinition;

/**
 * The fixed calendar of a market: interval n is delivered from origin + n x intervalMillis on, and
 * its gate closes at that moment.
 */
public final class Calendar {
  private Calendar() {}

  /**
   * When the gate of the interval closes, epoch milliseconds.
   *
   * @throws ArithmeticException where that is beyond what a long counts
   */
  public static long gate(MarketDefinition definition, long interval) {
    long sinceOrigin = Math.multiplyExact(interval, definition.getIntervalMillis());
    return Math.addExact(definition.getOrigin().toEpochMilli(), sinceOrigin);
  }

  /** The last interval whose gate is due at this time, negative before the origin. */
  public static long due(MarketDefinition definition, long epochMillis) {
    long sinceOrigin = Math.subtractExact(epochMillis, definition.getOrigin().toEpochMilli());
    return Math.floorDiv(sinceOrigin, definition.getIntervalMillis());
  }
}
