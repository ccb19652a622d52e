package io.tokenmarket.market;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** How long a budget lasts, by the calendar in UTC. */
enum BudgetPeriod {
  DAY {
    @Override
    Instant begin(Instant at) {
      return at.truncatedTo(ChronoUnit.DAYS);
    }
  },
  YEAR {
    @Override
    Instant begin(Instant at) {
      int day = at.atOffset(ZoneOffset.UTC).getDayOfYear();
      return at.truncatedTo(ChronoUnit.DAYS).minus(day - 1L, ChronoUnit.DAYS);
    }
  };

  /** When the period began that this moment is in. */
  abstract Instant begin(Instant at);

  static boolean isKnown(String name) {
    return Arrays.stream(values()).anyMatch(period -> period.name().equals(name));
  }
}
