package io.tokenmarket.producers.population;

/**
 * The most each app of a group bids for in a day, every bid taken at its limit price: so it never
 * pays more, whatever the auctions decide.
 *
 * @param nanoDollars of one app and day
 * @param intervals of a day; days are counted from interval 0
 */
public record DailyBudget(long nanoDollars, long intervals) {
  public DailyBudget {
    if (nanoDollars < 0) {
      throw new IllegalArgumentException("a budget is 0 or more, not " + nanoDollars);
    }
    if (intervals < 1) {
      throw new IllegalArgumentException("a day has at least one interval, not " + intervals);
    }
  }

  /** First interval of the day that the interval is of. */
  long dayBegins(long interval) {
    return interval - Math.floorMod(interval, intervals);
  }
}
