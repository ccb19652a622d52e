package io.tokenmarket.simulation;

import io.tokenmarket.producers.demand.Draw;
import io.tokenmarket.producers.population.Factory;
import io.tokenmarket.producers.population.Meters;
import io.tokenmarket.producers.population.Population;
import io.tokenmarket.producers.strategy.Strategies;
import io.tokenmarket.producers.strategy.Strategy;
import io.tokenmarket.schemas.BudgetDefinition;
import io.tokenmarket.schemas.FileTrouble;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Units;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A market, its factories and apps, and for how long: everything a run depends on.
 *
 * @param name the file or shipped name it was read from
 * @param seed of everything that is drawn
 * @param intervals how many auctions
 * @param definition the market's rules; its origin is the scenario's start
 * @param apps at least one group
 * @param evenSplit tiers over which a seller at list prices would split its power evenly, for
 *     comparison; empty for no comparison
 * @param delivered share of what was sold that factories deliver; it matters where the market
 *     settles by delivery
 * @param dailyBudget what each app may spend a day, nano-dollars, held by the exchange
 */
public record Scenario(
    String name,
    String description,
    long seed,
    long intervals,
    MarketDefinition definition,
    List<ScenarioFactory> factories,
    List<AppGroup> apps,
    List<String> evenSplit,
    BigDecimal delivered,
    OptionalLong dailyBudget) {

  private static final List<String> SHIPPED =
      List.of(
          "quickstart",
          "settled",
          "keynote-1gw",
          "two-pools",
          "inflection",
          "outage",
          "price-war",
          "engineer-budgets",
          "servegen-day",
          "servegen-week",
          "azure-code",
          "azure-settled");

  public Scenario {
    factories = List.copyOf(factories);
    apps = List.copyOf(apps);
    evenSplit = List.copyOf(evenSplit);
  }

  /** Names of the scenarios that ship with the project. */
  public static List<String> shippedNames() {
    return SHIPPED;
  }

  /**
   * The scenario that ships under this name.
   *
   * @throws ScenarioException where none does
   */
  public static Scenario shipped(String name) {
    if (!SHIPPED.contains(name)) {
      throw new ScenarioException(
          "no scenario '%s' is shipped; %s".formatted(name, DidYouMean.hint(name, SHIPPED)));
    }
    try (InputStream in = Scenario.class.getResourceAsStream("/scenarios/" + name + ".yaml")) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return ScenarioReader.read(name, Path.of(""), yaml);
    } catch (IOException brokenJar) {
      throw new UncheckedIOException(brokenJar);
    }
  }

  /**
   * The scenario in a file.
   *
   * @throws ScenarioException where the file cannot be read or is no scenario
   */
  public static Scenario load(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      return ScenarioReader.read(file.toString(), folder, ScenarioReader.text(file));
    } catch (NoSuchFileException missing) {
      throw new ScenarioException(
          "there is no scenario file %s; check the path, or name a shipped one (%s)"
              .formatted(file, String.join(", ", SHIPPED)),
          missing);
    } catch (MalformedInputException notText) {
      throw new ScenarioException(file + " is not UTF-8 text; save it as such", notText);
    } catch (IOException unreadable) {
      throw new ScenarioException(
          "%s cannot be read (%s); give a readable YAML file"
              .formatted(file, FileTrouble.words(unreadable)),
          unreadable);
    }
  }

  /** The shipped scenario of this name, or else the scenario in the file of this name. */
  public static Scenario named(String nameOrFile) {
    return SHIPPED.contains(nameOrFile) || !isFile(nameOrFile)
        ? shipped(nameOrFile)
        : load(Path.of(nameOrFile));
  }

  /** The same with other draws. */
  public Scenario withSeed(long other) {
    return with(
        other, intervals, definition, apps.stream().map(group -> group.withSeed(other)).toList());
  }

  /**
   * The same for another length.
   *
   * @throws ScenarioException where it is not above 0
   */
  public Scenario withIntervals(long other) {
    if (other < 1) {
      throw new ScenarioException("a run of %s intervals is none; give 1 or more".formatted(other));
    }
    return with(seed, other, definition, apps);
  }

  /**
   * The same level of demand, of every group, in the shape of a trace.
   *
   * @param trace {@code servegen:FILE} or {@code azure:FILE}
   */
  public Scenario withDemand(String trace) {
    return with(
        seed, intervals, definition, apps.stream().map(group -> group.shapedBy(trace)).toList());
  }

  /** The same from another moment on. */
  public Scenario startingAt(Instant origin) {
    return withDefinition(MarketDefinition.newBuilder(definition).setOrigin(origin).build());
  }

  /** The same by other rules of the market. */
  public Scenario withDefinition(MarketDefinition other) {
    return with(seed, intervals, other, apps);
  }

  private Scenario with(
      long newSeed, long newIntervals, MarketDefinition newDefinition, List<AppGroup> newApps) {
    return new Scenario(
        name,
        description,
        newSeed,
        newIntervals,
        newDefinition,
        factories,
        newApps,
        evenSplit,
        delivered,
        dailyBudget);
  }

  /** The participants; opens the traces. */
  public Population population() {
    return population(open());
  }

  /** The groups with their demand. */
  public List<AppGroup.Opened> open() {
    return apps.stream().map(group -> group.open(seed)).toList();
  }

  /**
   * The participants with the demand as opened.
   *
   * @throws ScenarioException where they cannot take part in the market together
   */
  public Population population(List<AppGroup.Opened> opened) {
    try {
      return new Population(
          definition,
          factories.stream().map(ScenarioFactory::factory).toList(),
          opened.stream().map(AppGroup.Opened::apps).toList());
    } catch (IllegalArgumentException refused) {
      throw new ScenarioException(name + ": " + refused.getMessage(), refused);
    }
  }

  /** What the factories' meters report. */
  public Meters meters() {
    return new Meters(definition, delivered);
  }

  /** What each of these apps may spend; none where the scenario has no budget. */
  public List<BudgetDefinition> budgets(List<String> consumers) {
    return dailyBudget.isEmpty() ? List.of() : consumers.stream().map(this::budget).toList();
  }

  private BudgetDefinition budget(String consumer) {
    return BudgetDefinition.newBuilder()
        .setCommandId("budget-" + consumer)
        .setMarket(definition.getMarket())
        .setParticipant(definition.getParticipant())
        .setConsumer(consumer)
        .setPeriod("DAY")
        .setNanoDollars(dailyBudget.getAsLong())
        .build();
  }

  /** The participants' strategies, at the beginning of a run. */
  Strategies strategies(List<AppGroup.Opened> opened) {
    Map<String, StrategyChoice> choices = new HashMap<>();
    factories.forEach(plant -> choices.put(plant.factory().name(), plant.strategy()));
    for (AppGroup.Opened open : opened) {
      open.participants().forEach(app -> choices.put(app, open.group().strategy()));
    }
    choices.values().removeIf(StrategyChoice.TRUTHFUL::equals);
    Map<String, Strategy> begun = new HashMap<>();
    choices.forEach(
        (name, choice) ->
            begun.put(name, choice.begin(this, new Draw(seed).of("strategy").of(name))));
    return new Strategies(begun);
  }

  /** Whether a factory has its power in pools. */
  public boolean hasPools() {
    return factories.stream().anyMatch(plant -> plant.factory().hardware().pods() != null);
  }

  /** Whether everybody says the truth. */
  public boolean isTruthful() {
    return Stream.concat(
            factories.stream().map(ScenarioFactory::strategy),
            apps.stream().map(AppGroup::strategy))
        .allMatch(StrategyChoice.TRUTHFUL::equals);
  }

  /** What the result rests on beside the market's rules, one line each. */
  public List<String> assumptions(List<AppGroup.Opened> opened) {
    List<String> lines = new ArrayList<>();
    lines.add("seed " + seed);
    opened.forEach(open -> lines.addAll(open.group().assumptions(open.demand())));
    limits().forEach((limits, groups) -> lines.add("limit prices" + groups + ": " + limits));
    factories.forEach(plant -> lines.add(words(plant)));
    dailyBudget.ifPresent(
        most -> lines.add("budget of each app: $%s a day".formatted(plain(Units.money(most)))));
    if (definition.getSettlementIntervals() > 0) {
      lines.add("delivered of each trade: %s %%".formatted(plain(delivered.movePointRight(2))));
    }
    lines.add(
        "hardware rates: output tokens at full utilisation, vendor projections and estimates");
    return lines;
  }

  /** Rules of limit prices, and of which groups each is where there are several. */
  private Map<String, String> limits() {
    Map<String, String> rules = new LinkedHashMap<>();
    apps.forEach(
        group ->
            rules.merge(
                group.limits(),
                " of " + group.name(),
                (one, more) -> one + "," + more.substring(3)));
    if (rules.size() == 1) {
      rules.replaceAll((limits, groups) -> "");
    }
    return rules;
  }

  private static String words(ScenarioFactory plant) {
    Factory factory = plant.factory();
    return "factory %s: %s MW of %s%s%s, asks %s%s"
        .formatted(
            factory.name(),
            megawatts(factory.kilowatts()),
            factory.hardware().name(),
            pools(factory),
            plant.power(),
            plant.ask(),
            plant.strategy().words().isEmpty() ? "" : ", " + plant.strategy().words());
  }

  /** Empty where the power is of one kind. */
  private static String pools(Factory factory) {
    String pools =
        factory.pools(factory.kilowatts()).stream()
            .map(pool -> megawatts(pool.getKilowatts()) + " " + pool.getPool())
            .collect(Collectors.joining(", "));
    return pools.isEmpty() ? "" : " (" + pools + ")";
  }

  private static String megawatts(long kilowatts) {
    return plain(BigDecimal.valueOf(kilowatts, 3));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static boolean isFile(String text) {
    return text.contains(".") || Files.exists(Path.of(text));
  }
}
