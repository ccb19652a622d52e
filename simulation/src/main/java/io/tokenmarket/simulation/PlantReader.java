package io.tokenmarket.simulation;

import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.catalogue.Figure;
import io.tokenmarket.producers.catalogue.Hardware;
import io.tokenmarket.producers.catalogue.Mark;
import io.tokenmarket.producers.population.Factory;
import io.tokenmarket.schemas.MarketDefinition;
import java.math.BigDecimal;
import java.util.List;

/** Makes a factory of a scenario's fields. */
public final class PlantReader {
  private final Place place;
  private final Catalogue catalogue;
  private final MarketTiers tiers;
  private final Timeline timeline;

  /** A factory of a market whose interval 0 begins at the definition's origin. */
  public PlantReader(Place place, Catalogue catalogue, MarketDefinition definition) {
    this.place = place;
    this.catalogue = catalogue;
    tiers = new MarketTiers(definition);
    timeline = new Timeline(definition);
  }

  /**
   * @throws ScenarioProblem for the first field that cannot be used as it is
   */
  public Plant read(ScenarioFile.Plant plant) {
    String name = place.at("name").required(plant.name(), "name: north");
    AskReader.Asks asks =
        new AskReader(place.at("ask"), catalogue, tiers, timeline).read(plant.ask());
    PowerReader power = new PowerReader(place, timeline);
    String site = plant.site() == null ? name : plant.site();
    Factory factory = new Factory(name, site, hardware(plant), power.read(plant), asks.plan());
    return new Plant(
        factory,
        asks.words(),
        PowerReader.words(factory.power()),
        new StrategyReader(place.at("strategy")).ofFactory(plant.strategy()));
  }

  private Hardware hardware(ScenarioFile.Plant plant) {
    Place field = place.at("hardware");
    String name = field.required(plant.hardware(), "hardware: vera-rubin");
    if (plant.rates() != null || plant.curve() != null) {
      return own(name, plant);
    }
    List<String> known = catalogue.hardware().stream().map(Hardware::name).toList();
    if (!known.contains(name)) {
      throw field.problem(
          "'%s' is not in the catalogue; %s, or give rates of your own",
          name, Nearest.hint(name, known));
    }
    return atCost(catalogue.hardware(name), plant.costPerGigawattYear());
  }

  private Hardware atCost(Hardware listed, BigDecimal cost) {
    return cost == null
        ? listed
        : new Hardware(
            listed.name(),
            listed.title(),
            listed.rates(),
            listed.fastest(),
            listed.kilowattsPerGpu(),
            cost(cost));
  }

  private Hardware own(String name, ScenarioFile.Plant plant) {
    BigDecimal cost = plant.costPerGigawattYear();
    if (cost == null && AskReader.byOwnership(plant.ask())) {
      throw place
          .at("costPerGigawattYear")
          .problem("is missing; hardware with rates of its own that asks by ownership needs it");
    }
    Figure unknown = new Figure(BigDecimal.ZERO, Mark.E);
    return place.made(
        () ->
            new Hardware(
                name,
                name,
                new CurveReader(place, tiers).rates(plant),
                unknown,
                unknown,
                cost == null ? unknown : cost(cost)));
  }

  /** The author's own figures are estimates. */
  private Figure cost(BigDecimal billions) {
    return place.at("costPerGigawattYear").made(() -> new Figure(billions, Mark.E));
  }
}
