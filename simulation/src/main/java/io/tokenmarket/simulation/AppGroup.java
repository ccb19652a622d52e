package io.tokenmarket.simulation;

import io.tokenmarket.producers.demand.BuyingRule;
import io.tokenmarket.producers.demand.Draw;
import io.tokenmarket.producers.demand.Trend;
import io.tokenmarket.producers.population.Apps;
import io.tokenmarket.producers.population.DailyBudget;
import io.tokenmarket.schemas.Units;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Apps of a scenario that ask and buy by the same rules.
 *
 * @param name comes before the names of its apps; empty where it is the only group
 * @param trend of its level over the run
 * @param budget of each of its apps
 * @param strategy likewise
 */
public record AppGroup(
    String name,
    Demand demand,
    BuyingRule buying,
    Trend trend,
    Optional<DailyBudget> budget,
    StrategyChoice strategy) {

  /** A group whose demand is open. */
  public record Opened(AppGroup group, Demand.Scaled demand) {

    Apps apps() {
      return new Apps(
          prefix(), demand.source(), group.buying, demand.scale(), group.trend, group.budget);
    }

    /** The names its apps have in the market. */
    List<String> participants() {
      return demand.source().apps().stream().map(app -> prefix() + app).toList();
    }

    private String prefix() {
      return group.name.isEmpty() ? "" : group.name + "-";
    }
  }

  /** Opens the trace, if there is one; groups draw apart from each other. */
  Opened open(long seed) {
    return new Opened(this, demand.open(own(seed)));
  }

  AppGroup withSeed(long seed) {
    return new AppGroup(name, demand, buying.withSeed(own(seed)), trend, budget, strategy);
  }

  AppGroup shapedBy(String trace) {
    return new AppGroup(name, demand.shapedBy(trace), buying, trend, budget, strategy);
  }

  /** The seed of a group; that of the only one is the scenario's. */
  private long own(long seed) {
    return name.isEmpty() ? seed : new Draw(seed).of(name).state();
  }

  /** What the group rests on but for its limit prices, one line each. */
  List<String> assumptions(Demand.Scaled opened) {
    String title = name.isEmpty() ? "" : " of " + name;
    List<String> lines = new ArrayList<>();
    lines.add(
        "demand" + title + ": " + opened.words() + "; tiers of its apps by shares " + shares());
    lines.addAll(trend(title));
    buying
        .elasticity()
        .ifPresent(
            elastic ->
                lines.add(
                    "elastic demand%s: quantity x (price / limit price)^-%s, up to %s times, in %s bids"
                        .formatted(title, elastic.elasticity(), elastic.most(), elastic.steps())));
    budget.ifPresent(
        each ->
            lines.add(
                "budget%s: each app bids for at most $%s in %s intervals"
                    .formatted(
                        title,
                        Units.money(each.nanoDollars()).setScale(2, RoundingMode.HALF_UP),
                        each.intervals())));
    if (!strategy.words().isEmpty()) {
      lines.add("strategy" + title + ": " + strategy.words());
    }
    return lines;
  }

  private List<String> trend(String title) {
    List<String> lines = new ArrayList<>();
    trend
        .growths()
        .forEach(
            growth ->
                lines.add(
                    "growth%s: %s x %s from interval %s to %s, at an even rate"
                        .formatted(
                            title,
                            growth.what(),
                            growth.factor().toPlainString(),
                            growth.from(),
                            growth.to())));
    trend
        .bursts()
        .forEach(
            burst ->
                lines.add(
                    "burst%s: x %s in intervals %s to %s%s"
                        .formatted(
                            title,
                            burst.factor().toPlainString(),
                            burst.from(),
                            burst.to() - 1,
                            burst.tier().map(tier -> ", " + tier + " alone").orElse(""))));
    return lines;
  }

  private String shares() {
    return buying.shares().entrySet().stream()
        .map(share -> share.getKey() + " " + share.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Its limit prices in words. */
  String limits() {
    String list =
        buying.limits().isEmpty() ? "list price" : "list price, or as stated " + buying.limits();
    String median =
        buying.sigma() == 0
            ? list
            : "%s x lognormal(sigma %s), drawn per app and interval"
                .formatted(list, buying.sigma());
    return "%s; without a list price an advertising value of $%s to $%s per million tokens"
        .formatted(median, buying.advertisingLow(), buying.advertisingHigh());
  }
}
