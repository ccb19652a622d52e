package io.tokenmarket.market;

import io.tokenmarket.schemas.MarketDefinition;
import java.time.Instant;

/**
 * The fixed calendar of a market: interval n is delivered from origin + n x intervalMillis on, and
 * its gate closes at that moment.
 */
public final class Calendar {
  /** The last millisecond of the year 9999, so that calendar arithmetic stays inside a long. */
  static final long LAST_MILLIS = 253_402_300_799_999L;

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

  /** The same of an interval that may be beyond the year 9999, and is then taken for its last. */
  static Instant gateInReach(MarketDefinition definition, long interval) {
    return Instant.ofEpochMilli(gate(definition, Math.min(interval, due(definition, LAST_MILLIS))));
  }

  /** The last interval whose gate is due at this time, negative before the origin. */
  public static long due(MarketDefinition definition, long epochMillis) {
    long sinceOrigin = Math.subtractExact(epochMillis, definition.getOrigin().toEpochMilli());
    return Math.floorDiv(sinceOrigin, definition.getIntervalMillis());
  }
}
