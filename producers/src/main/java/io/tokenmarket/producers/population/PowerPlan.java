package io.tokenmarket.producers.population;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The power of a factory, interval by interval.
 *
 * @param kilowatts built
 * @param availability share of it that is on offer, above 0, at most 1
 * @param online first interval with power
 * @param retired first interval without it again
 * @param outages in between; where several meet, the one that leaves least counts
 */
public record PowerPlan(
    long kilowatts, BigDecimal availability, long online, long retired, List<Outage> outages) {

  public PowerPlan {
    outages = List.copyOf(outages);
    if (availability.signum() <= 0 || availability.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "availability is above 0 and at most 1, not " + availability);
    }
    if (online >= retired) {
      throw new IllegalArgumentException("a factory retires after it comes on line");
    }
  }

  /** All of it, always. */
  public static PowerPlan always(long kilowatts) {
    return new PowerPlan(kilowatts, BigDecimal.ONE, Long.MIN_VALUE, Long.MAX_VALUE, List.of());
  }

  /** Power on offer in the interval, kW, rounded down. */
  public long kilowatts(long interval) {
    return interval < online || interval >= retired ? 0 : Math.min(available(), left(interval));
  }

  private long available() {
    return availability
        .multiply(BigDecimal.valueOf(kilowatts))
        .setScale(0, RoundingMode.FLOOR)
        .longValueExact();
  }

  private long left(long interval) {
    return outages.stream()
        .filter(outage -> outage.covers(interval))
        .mapToLong(Outage::kilowatts)
        .min()
        .orElse(kilowatts);
  }
}
