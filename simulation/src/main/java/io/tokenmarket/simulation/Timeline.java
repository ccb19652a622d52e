package io.tokenmarket.simulation;

import io.tokenmarket.schemas.MarketDefinition;
import java.time.Duration;
import java.time.Instant;

/**
 * Turns what a scenario says of times into numbers of intervals.
 *
 * @param origin when interval 0 begins
 */
record Timeline(Instant origin, long intervalMillis) {
  private static final long DAY = Duration.ofDays(1).toMillis();

  Timeline(MarketDefinition definition) {
    this(definition.getOrigin(), definition.getIntervalMillis());
  }

  /**
   * The first interval that does not begin before the moment.
   *
   * @param otherwise where nothing is written
   */
  long interval(Moment moment, long otherwise) {
    if (moment == null) {
      return otherwise;
    }
    return moment instanceof Moment.Interval interval
        ? interval.number()
        : at(((Moment.Time) moment).at());
  }

  private long at(Instant time) {
    return -Math.floorDiv(Duration.between(time, origin).toMillis(), intervalMillis);
  }

  /** Intervals of 24 hours. */
  long day(FieldPath place) {
    if (DAY % intervalMillis != 0) {
      throw place.problem("counts by days, which intervals of %d ms do not fill", intervalMillis);
    }
    return DAY / intervalMillis;
  }
}
