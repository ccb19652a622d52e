package io.tokenmarket.simulation;

import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.schemas.MarketDefinition;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Makes a scenario of a file's fields: what is required, what is the default, what is refused. */
final class ScenarioCheck {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final String name;
  private final Path folder;
  private final ScenarioFile file;
  private final Catalogue catalogue = Catalogue.load();

  /**
   * @param folder where relative trace files are
   */
  ScenarioCheck(String name, Path folder, ScenarioFile file) {
    this.name = name;
    this.folder = folder;
    this.file = file;
  }

  /**
   * @throws ScenarioProblem for the first field that cannot be used as it is
   */
  Scenario scenario() {
    long seed = seed();
    long intervals = intervals();
    MarketDefinition definition = definition();
    MarketTiers tiers = new MarketTiers(definition);
    return new Scenario(
        name,
        file.description() == null ? "" : file.description(),
        seed,
        intervals,
        definition,
        plants(definition),
        new GroupReader(folder, seed, definition, intervals).read(file),
        evenSplit(tiers),
        delivered(),
        dailyBudget());
  }

  private List<String> evenSplit(MarketTiers tiers) {
    List<String> split = file.evenSplit() == null ? List.of() : file.evenSplit();
    for (int i = 0; i < split.size(); i++) {
      FieldPath.ROOT.at("evenSplit").at(i).known(split.get(i), tiers.names());
    }
    return split;
  }

  private BigDecimal delivered() {
    BigDecimal share = file.delivered() == null ? BigDecimal.ONE : file.delivered();
    if (share.signum() < 0 || share.compareTo(BigDecimal.TEN) > 0) {
      throw FieldPath.ROOT.at("delivered").problem("is %s; give a share from 0 to 10", share);
    }
    return share;
  }

  private OptionalLong dailyBudget() {
    BigDecimal dollars = file.market().dailyBudget();
    FieldPath place = FieldPath.ROOT.at("market").at("dailyBudget");
    return dollars == null
        ? OptionalLong.empty()
        : OptionalLong.of(place.whole(place.positive(dollars), 9));
  }

  private long seed() {
    return FieldPath.ROOT.at("seed").required(file.seed(), "seed: 1");
  }

  private long intervals() {
    FieldPath place = FieldPath.ROOT.at("intervals");
    long intervals = place.required(file.intervals(), "intervals: 144");
    if (intervals < 1) {
      throw place.problem("is %d; give a whole number above 0", intervals);
    }
    return intervals;
  }

  private MarketDefinition definition() {
    FieldPath place = FieldPath.ROOT.at("market");
    return new MarketReader(place, catalogue, file.start() == null ? START : file.start())
        .read(place.required(file.market(), "market: {name: eu-north, intervalSeconds: 60}"));
  }

  private List<ScenarioFactory> plants(MarketDefinition definition) {
    FieldPath place = FieldPath.ROOT.at("factories");
    List<ScenarioFile.Plant> written =
        place.required(
            file.factories(), "factories: [{name: north, hardware: vera-rubin, megawatts: 10}]");
    if (written.isEmpty()) {
      throw place.problem("is empty; give at least one factory");
    }
    List<ScenarioFactory> plants = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      plants.add(new PlantReader(place.at(i), catalogue, definition).read(written.get(i)));
    }
    return plants;
  }
}
