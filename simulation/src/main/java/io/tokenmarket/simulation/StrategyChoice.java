package io.tokenmarket.simulation;

import io.tokenmarket.producers.demand.Draw;
import io.tokenmarket.producers.strategy.BudgetPacing;
import io.tokenmarket.producers.strategy.LearningMarkUp;
import io.tokenmarket.producers.strategy.Strategy;
import io.tokenmarket.schemas.Units;
import java.util.Optional;

/** The strategy that a scenario names for a factory, or for each app of a group. */
public sealed interface StrategyChoice {
  StrategyChoice TRUTHFUL = new Truthful();

  /** A participant's own, at the beginning of a run. */
  Strategy begin(Scenario scenario, Draw draw);

  /** For whoever reads the result; empty for the truth. */
  String words();

  /** Nothing but the truth. */
  record Truthful() implements StrategyChoice {
    @Override
    public Strategy begin(Scenario scenario, Draw draw) {
      return Strategy.TRUTHFUL;
    }

    @Override
    public String words() {
      return "";
    }
  }

  /** A mark-up that learns. */
  record MarkUp() implements StrategyChoice {
    @Override
    public Strategy begin(Scenario scenario, Draw draw) {
      return new LearningMarkUp(scenario.definition(), draw);
    }

    @Override
    public String words() {
      return "a mark-up on that, learned from what it sold and the price it got";
    }
  }

  /**
   * A budget that is to last.
   *
   * @param intervals empty for the scenario's
   */
  record Pacing(long nanoDollars, Optional<Long> intervals) implements StrategyChoice {
    @Override
    public Strategy begin(Scenario scenario, Draw draw) {
      return new BudgetPacing(nanoDollars, intervals.orElse(scenario.intervals()));
    }

    @Override
    public String words() {
      return "each app spends at most $%s, evenly over %s"
          .formatted(
              Units.money(nanoDollars).stripTrailingZeros().toPlainString(),
              intervals.map(n -> n + " intervals").orElse("the run"));
    }
  }
}
