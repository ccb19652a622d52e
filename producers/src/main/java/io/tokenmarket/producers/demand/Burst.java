package io.tokenmarket.producers.demand;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Intervals in which apps ask for a multiple.
 *
 * @param from first interval
 * @param to the interval after the last
 * @param tier whose buyers they are, empty for all
 */
public record Burst(long from, long to, BigDecimal factor, Optional<String> tier) {
  public Burst {
    if (factor.signum() < 0) {
      throw new DemandException("a burst is by a factor from 0 up, not " + factor);
    }
    if (from >= to) {
      throw new DemandException("a burst ends after it begins");
    }
  }

  boolean covers(long interval, String bought) {
    return interval >= from && interval < to && tier.map(bought::equals).orElse(true);
  }
}
