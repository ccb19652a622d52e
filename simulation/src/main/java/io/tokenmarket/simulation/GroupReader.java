package io.tokenmarket.simulation;

import io.tokenmarket.producers.demand.Burst;
import io.tokenmarket.producers.demand.Growth;
import io.tokenmarket.producers.demand.Trend;
import io.tokenmarket.producers.population.DailyBudget;
import io.tokenmarket.schemas.MarketDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the groups of apps of a scenario's fields. */
final class GroupReader {
  private static final int DAYS_PER_YEAR = 365;
  private static final int NANO = 9;

  private final Path folder;
  private final long seed;
  private final long intervals;
  private final MarketTiers tiers;
  private final Timeline timeline;

  /**
   * @param folder where relative trace files are
   */
  GroupReader(Path folder, long seed, MarketDefinition definition, long intervals) {
    this.folder = folder;
    this.seed = seed;
    this.intervals = intervals;
    tiers = new MarketTiers(definition);
    timeline = new Timeline(definition);
  }

  /** The groups under {@code apps}, or the only one, whose fields are in the scenario itself. */
  List<AppGroup> read(ScenarioFile file) {
    if (file.apps() == null) {
      return List.of(
          group(FieldPath.ROOT, new ScenarioFile.Group("", file.demand(), file.buying())));
    }
    FieldPath place = FieldPath.ROOT.at("apps");
    if (file.demand() != null || file.buying() != null) {
      throw place.problem("stands beside demand or buying; put those into a group of it");
    }
    return groups(place, file.apps());
  }

  private List<AppGroup> groups(FieldPath place, List<ScenarioFile.Group> written) {
    if (written.isEmpty()) {
      throw place.problem("is empty; give at least one group");
    }
    Set<String> names = new HashSet<>();
    List<AppGroup> groups = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      FieldPath name = place.at(i).at("name");
      if (!names.add(name.required(written.get(i).name(), "name: chat"))) {
        throw name.problem("'%s' is taken; give each group its own", written.get(i).name());
      }
      groups.add(group(place.at(i), written.get(i)));
    }
    return groups;
  }

  private AppGroup group(FieldPath place, ScenarioFile.Group written) {
    FieldPath demand = place.at("demand");
    ScenarioFile.Demand asked =
        demand.required(written.demand(), "demand: {source: servegen, scale: 1000}");
    AppGroup group =
        new AppGroup(
            written.name(),
            new DemandReader(demand, folder, timeline, intervals).read(asked),
            new BuyingReader(place.at("buying"), seed, tiers.names()).read(written.buying()),
            new Trend(growths(demand.at("growth"), asked), bursts(demand.at("bursts"), asked)),
            budget(place.at("buying").at("budget"), written.buying()),
            strategy(place.at("buying").at("strategy"), written.buying()));
    return group.withSeed(seed);
  }

  private List<Growth> growths(FieldPath place, ScenarioFile.Demand demand) {
    List<Growth> growths = new ArrayList<>();
    for (int i = 0; demand.growth() != null && i < demand.growth().size(); i++) {
      FieldPath at = place.at(i);
      ScenarioFile.Growth written = demand.growth().get(i);
      BigDecimal factor =
          at.at("factor").positive(at.at("factor").required(written.factor(), "factor: 10"));
      Window window = Window.of(at, timeline, written.from(), written.to());
      String what = written.what() == null ? "demand" : written.what();
      growths.add(at.made(() -> new Growth(what, factor, window.from(), window.to())));
    }
    return growths;
  }

  private List<Burst> bursts(FieldPath place, ScenarioFile.Demand demand) {
    List<Burst> bursts = new ArrayList<>();
    for (int i = 0; demand.bursts() != null && i < demand.bursts().size(); i++) {
      FieldPath at = place.at(i);
      ScenarioFile.Burst written = demand.bursts().get(i);
      BigDecimal factor = at.at("factor").required(written.factor(), "factor: 5");
      Optional<String> tier =
          Optional.ofNullable(written.tier()).map(name -> at.at("tier").known(name, tiers.names()));
      Window window = Window.of(at, timeline, written.from(), written.to());
      bursts.add(at.made(() -> new Burst(window.from(), window.to(), factor, tier)));
    }
    return bursts;
  }

  private static StrategyChoice strategy(FieldPath place, ScenarioFile.Buying buying) {
    return new StrategyReader(place).ofApps(buying == null ? null : buying.strategy());
  }

  private Optional<DailyBudget> budget(FieldPath place, ScenarioFile.Buying buying) {
    if (buying == null || buying.budget() == null) {
      return Optional.empty();
    }
    FieldPath amount = place.at("perYear");
    BigDecimal perYear =
        amount.positive(amount.required(buying.budget().perYear(), "perYear: 100000"));
    Integer days = buying.budget().daysPerYear();
    BigDecimal daysPerYear =
        place.at("daysPerYear").positive(BigDecimal.valueOf(days == null ? DAYS_PER_YEAR : days));
    BigDecimal perDay = perYear.divide(daysPerYear, NANO, RoundingMode.FLOOR);
    return Optional.of(new DailyBudget(amount.whole(perDay, NANO), timeline.day(place)));
  }
}
