package io.tokenmarket.market;

import io.tokenmarket.schemas.Budget;
import io.tokenmarket.schemas.BudgetDefinition;
import java.time.Instant;
import java.util.Optional;

/** What a budget must hold to, and what it is worth. */
final class BudgetRules {
  private static final long DAYS = 365;

  private BudgetRules() {}

  /** The first rule the definition breaks. */
  static Optional<Refusal> check(BudgetDefinition definition, Rulebook rulebook) {
    Long stated = definition.getNanoDollars();
    Long salary = definition.getBaseSalary();
    return Identity.participant(definition.getConsumer(), rulebook)
        .or(() -> invalid(BudgetPeriod.isKnown(definition.getPeriod()), definition))
        .or(() -> invalid(stated != null || salary != null, definition))
        .or(
            () ->
                invalid(stated == null || stated >= 0 && stated <= Long.MAX_VALUE / 2, definition))
        .or(() -> invalid(salary == null || salary >= 0, definition));
  }

  private static Optional<Refusal> invalid(boolean holds, BudgetDefinition definition) {
    return Refusal.unless(
        holds,
        Reason.BUDGET_INVALID,
        definition.getPeriod(),
        definition.getNanoDollars(),
        definition.getBaseSalary());
  }

  /** The budget that the definition sets; spending goes on in the same period. */
  static Budget budget(BudgetDefinition definition, long position, MarketState state) {
    Instant now = BudgetPeriod.valueOf(definition.getPeriod()).begin(state.nextGate());
    Budget before = state.budgets().of(definition.getConsumer());
    boolean goesOn =
        before != null
            && before.getPeriod().equals(definition.getPeriod())
            && before.getSince().equals(now);
    return new Budget(
        definition.getMarket(),
        definition.getConsumer(),
        definition.getPeriod(),
        nanoDollars(definition),
        now,
        goesOn ? before.getSpent() : 0,
        position);
  }

  /** As stated; else half the base salary a year, the 365th part of that a day. */
  private static long nanoDollars(BudgetDefinition definition) {
    if (definition.getNanoDollars() != null) {
      return definition.getNanoDollars();
    }
    long year = definition.getBaseSalary() / 2;
    return definition.getPeriod().equals(BudgetPeriod.DAY.name()) ? year / DAYS : year;
  }

  /** The budget after so many nano-dollars more are spent in the period of this moment. */
  static Budget spent(Budget budget, long nanoDollars, Instant at) {
    return new Budget(
        budget.getMarket(),
        budget.getConsumer(),
        budget.getPeriod(),
        budget.getNanoDollars(),
        BudgetPeriod.valueOf(budget.getPeriod()).begin(at),
        budget.getNanoDollars() - unspent(budget, at) + nanoDollars,
        budget.getLogPosition());
  }

  /** What is not spent in the period of this moment; may be negative after a cut. */
  static long unspent(Budget budget, Instant at) {
    Instant now = BudgetPeriod.valueOf(budget.getPeriod()).begin(at);
    return budget.getNanoDollars() - (budget.getSince().equals(now) ? budget.getSpent() : 0);
  }
}
