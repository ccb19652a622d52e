package io.tokenmarket.producers.population;

/**
 * Intervals in which a factory has less power.
 *
 * @param from first interval
 * @param to the interval after the last
 * @param kilowatts power that is left
 */
public record Outage(long from, long to, long kilowatts) {
  public Outage {
    if (from >= to) {
      throw new IllegalArgumentException("an outage ends after it begins");
    }
    if (kilowatts < 0) {
      throw new IllegalArgumentException("an outage leaves 0 kW or more, not " + kilowatts);
    }
  }

  boolean covers(long interval) {
    return interval >= from && interval < to;
  }
}
