package io.tokenmarket.cli;

import io.tokenmarket.node.UsageException;
import io.tokenmarket.producers.population.Population;
import io.tokenmarket.sandbox.Participants;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.simulation.Scenario;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Which participants a command simulates. */
final class ScenarioOptions {
  private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,8})(ms|s|m)");

  @Option(
      names = "--scenario",
      defaultValue = "quickstart",
      paramLabel = "SCENARIO",
      description = "A shipped scenario by its name, or a YAML file. Default: ${DEFAULT-VALUE}.")
  private String scenario;

  @Option(
      names = "--demand",
      paramLabel = "KIND:FILE",
      description = "Take the demand from servegen:FILE or azure:FILE.")
  private String demand;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      description = "Time between auctions, such as 500ms, 1s or 1m. Default: the scenario's.")
  private String interval;

  /** The scenario with what the other options change of it. */
  Scenario scenario() {
    Scenario chosen = Scenario.named(scenario);
    if (!chosen.isTruthful()) {
      throw new UsageException(
          "%s names strategies, which simulate alone plays; remove its strategy fields."
              .formatted(scenario));
    }
    chosen = demand == null ? chosen : chosen.withDemand(demand);
    return interval == null ? chosen : every(chosen, length(interval));
  }

  /** The scenario's participants, with their budgets and meters, connected to a cluster. */
  static Participants connect(Map<String, ?> settings, Scenario scenario, Population population) {
    return Participants.connect(
        settings, population, scenario.meters(), scenario.budgets(population.consumers()));
  }

  private static Scenario every(Scenario scenario, Duration interval) {
    MarketDefinition definition =
        MarketDefinition.newBuilder(scenario.definition())
            .setIntervalMillis(interval.toMillis())
            .build();
    return scenario.withDefinition(definition);
  }

  private static Duration length(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw new UsageException(
          "--interval %s is not a time; write 500ms, 1s or 1m.".formatted(text));
    }
    long count = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      default -> Duration.ofMinutes(count);
    };
  }
}
