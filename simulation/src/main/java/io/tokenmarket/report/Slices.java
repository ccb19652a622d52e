package io.tokenmarket.report;

import io.tokenmarket.market.Calendar;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.simulation.Scenario;
import java.time.Instant;

/**
 * A run cut into slices of equally many intervals (the last may have fewer), so that a plot has a
 * point a slice however long the run.
 *
 * @param length of a slice in intervals
 */
record Slices(MarketDefinition market, long intervals, long length) {

  /** As many slices as there are intervals, but no more than this. */
  static Slices of(Scenario scenario, int most) {
    long length = (scenario.intervals() + most - 1) / most;
    return new Slices(scenario.definition(), scenario.intervals(), length);
  }

  int count() {
    return Math.toIntExact((intervals + length - 1) / length);
  }

  /** The slice an interval is in. */
  int of(long interval) {
    return Math.toIntExact(interval / length);
  }

  /** Whether the interval is the first of its slice. */
  boolean begins(long interval) {
    return interval % length == 0;
  }

  /** When it begins, ISO 8601. */
  String start(int slice) {
    return Instant.ofEpochMilli(Calendar.gate(market, slice * length)).toString();
  }
}
