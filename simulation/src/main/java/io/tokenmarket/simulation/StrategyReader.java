package io.tokenmarket.simulation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Makes the choice of a strategy of a scenario's fields. */
final class StrategyReader {
  private static final int NANO = 9;

  private final FieldPath place;

  StrategyReader(FieldPath place) {
    this.place = place;
  }

  /**
   * @param written null for the truth
   */
  StrategyChoice ofFactory(ScenarioFile.Strategy written) {
    return isTruthful(written, "markup") ? StrategyChoice.TRUTHFUL : markUp(written);
  }

  /**
   * @param written null for the truth
   */
  StrategyChoice ofApps(ScenarioFile.Strategy written) {
    return isTruthful(written, "pacing") ? StrategyChoice.TRUTHFUL : pacing(written);
  }

  private boolean isTruthful(ScenarioFile.Strategy written, String other) {
    if (written == null) {
      return true;
    }
    FieldPath rule = place.at("rule");
    rule.known(rule.required(written.rule(), "rule: " + other), List.of("truthful", other));
    if (written.rule().equals("truthful")) {
      requireNoBudget(written);
    }
    return written.rule().equals("truthful");
  }

  private StrategyChoice markUp(ScenarioFile.Strategy written) {
    requireNoBudget(written);
    return new StrategyChoice.MarkUp();
  }

  private StrategyChoice pacing(ScenarioFile.Strategy written) {
    FieldPath dollars = place.at("dollars");
    BigDecimal budget = dollars.positive(dollars.required(written.dollars(), "dollars: 500"));
    Optional<Long> intervals = Optional.ofNullable(written.intervals());
    intervals.ifPresent(n -> place.at("intervals").positive(BigDecimal.valueOf(n)));
    return new StrategyChoice.Pacing(dollars.whole(budget, NANO), intervals);
  }

  private void requireNoBudget(ScenarioFile.Strategy written) {
    refused("dollars", written.dollars());
    refused("intervals", written.intervals());
  }

  private void refused(String field, Object value) {
    if (value != null) {
      throw place.at(field).problem("does not belong to this strategy; remove the line");
    }
  }
}
