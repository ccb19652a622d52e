package io.tokenmarket.producers.population;

import java.util.List;

/**
 * What a factory asks, interval by interval: one rule after the other.
 *
 * @param steps by their first interval, the first of them from the beginning
 */
public record AskPlan(List<Step> steps) {

  /**
   * A rule that holds until the next one begins.
   *
   * @param from first interval
   */
  public record Step(long from, AskRule rule) {}

  public AskPlan {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a factory needs an ask");
    }
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).from() <= steps.get(i - 1).from()) {
        throw new IllegalArgumentException("asks stand in the order in which they begin");
      }
    }
  }

  /** The same rule always. */
  public static AskPlan always(AskRule rule) {
    return new AskPlan(List.of(new Step(0, rule)));
  }

  /** Index of the step that holds in the interval. */
  int step(long interval) {
    int step = 0;
    while (step + 1 < steps.size() && steps.get(step + 1).from() <= interval) {
      step++;
    }
    return step;
  }
}
