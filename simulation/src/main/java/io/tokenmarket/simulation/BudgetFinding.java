package io.tokenmarket.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.producers.population.DailyBudget;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** What the apps of a group with a budget spent of it. */
final class BudgetFinding implements Finding {
  private final String group;
  private final Set<String> apps;
  private final DailyBudget budget;
  private final long intervals;
  private final Map<String, Long> today = new HashMap<>();
  private long day = -1;
  private BigInteger spent = BigInteger.ZERO;
  private long most;

  /**
   * @param intervals of the whole run
   */
  BudgetFinding(AppGroup.Opened opened, DailyBudget budget, long intervals) {
    this.group = opened.group().name().isEmpty() ? "all" : opened.group().name();
    this.apps = new HashSet<>(opened.participants());
    this.budget = budget;
    this.intervals = intervals;
  }

  @Override
  public void see(SpecificRecord event) {
    if (event instanceof OrderAwarded award && apps.contains(award.getParticipant())) {
      turnTo(award.getInterval() / budget.intervals());
      long sum = today.merge(award.getParticipant(), award.getNanoDollars(), Math::addExact);
      most = Math.max(most, sum);
      spent = spent.add(BigInteger.valueOf(award.getNanoDollars()));
    }
  }

  private void turnTo(long now) {
    if (now != day) {
      today.clear();
      day = now;
    }
  }

  /** The most that one app paid in one day, $. */
  BigDecimal most() {
    return Units.money(most);
  }

  /** What all of them paid, $. */
  BigDecimal spent() {
    return Units.money(spent);
  }

  /** What all of them might have paid in the days of the run, the last of them as if whole, $. */
  BigDecimal allowed() {
    long days = (intervals - 1) / budget.intervals() + 1;
    return Units.money(budget.nanoDollars())
        .multiply(BigDecimal.valueOf(days))
        .multiply(BigDecimal.valueOf(apps.size()));
  }

  @Override
  public List<String> text() {
    return List.of(
        "",
        String.format(
            Locale.ROOT,
            "budgets of %s: %,d apps spent $%s of $%s; the most that one spent in a day is $%s of $%s",
            group,
            apps.size(),
            cents(spent()),
            cents(allowed()),
            cents(most()),
            cents(Units.money(budget.nanoDollars()))));
  }

  private static String cents(BigDecimal dollars) {
    return dollars.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  @Override
  public void addTo(ObjectNode json) {
    json.withArray("budgets")
        .addObject()
        .put("group", group)
        .put("apps", apps.size())
        .put("spent", spent().toPlainString())
        .put("allowed", allowed().toPlainString())
        .put("perDay", Units.money(budget.nanoDollars()).toPlainString())
        .put("mostInADay", most().toPlainString());
  }
}
