package io.tokenmarket.simulation;

import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.catalogue.Figure;
import io.tokenmarket.producers.catalogue.Hardware;
import io.tokenmarket.producers.catalogue.Mark;
import io.tokenmarket.producers.catalogue.Pods;
import io.tokenmarket.producers.population.Factory;
import io.tokenmarket.schemas.MarketDefinition;
import java.math.BigDecimal;
import java.util.List;

/** Makes a factory of a scenario's fields. */
public final class PlantReader {
  private final FieldPath place;
  private final Catalogue catalogue;
  private final MarketTiers tiers;
  private final Timeline timeline;

  /** A factory of a market whose interval 0 begins at the definition's origin. */
  public PlantReader(FieldPath place, Catalogue catalogue, MarketDefinition definition) {
    this.place = place;
    this.catalogue = catalogue;
    tiers = new MarketTiers(definition);
    timeline = new Timeline(definition);
  }

  /**
   * @throws ScenarioProblem for the first field that cannot be used as it is
   */
  public ScenarioFactory read(ScenarioFile.Plant plant) {
    String name = place.at("name").required(plant.name(), "name: north");
    AskReader.Asks asks =
        new AskReader(place.at("ask"), catalogue, tiers, timeline).read(plant.ask());
    PowerReader power = new PowerReader(place, timeline);
    String site = plant.site() == null ? name : plant.site();
    Factory factory = new Factory(name, site, hardware(plant), power.read(plant), asks.plan());
    return new ScenarioFactory(
        factory,
        asks.words(),
        PowerReader.words(factory.power()),
        new StrategyReader(place.at("strategy")).ofFactory(plant.strategy()));
  }

  private Hardware hardware(ScenarioFile.Plant plant) {
    FieldPath field = place.at("hardware");
    String name = field.required(plant.hardware(), "hardware: vera-rubin");
    if (plant.rates() != null || plant.curve() != null || plant.recipes() != null) {
      return own(name, plant);
    }
    List<String> known = catalogue.hardware().stream().map(Hardware::name).toList();
    if (!known.contains(name)) {
      throw field.problem(
          "'%s' is not in the catalogue; %s, or give rates of your own",
          name, DidYouMean.hint(name, known));
    }
    return atCost(inPools(catalogue.hardware(name), plant), plant.costPerGigawattYear());
  }

  private Hardware inPools(Hardware listed, ScenarioFile.Plant plant) {
    if (plant.pools() == null) {
      return listed;
    }
    if (listed.pods() == null) {
      throw place
          .at("pools")
          .problem("do not belong to %s; give recipes of your own, or remove them", listed.name());
    }
    return listed.of(new PodReader(place, tiers).in(listed.pods(), plant));
  }

  private Hardware atCost(Hardware listed, BigDecimal cost) {
    return cost == null ? listed : listed.at(cost(cost));
  }

  private Hardware own(String name, ScenarioFile.Plant plant) {
    BigDecimal cost = plant.costPerGigawattYear();
    if (cost == null && AskReader.byOwnership(plant.ask())) {
      throw place
          .at("costPerGigawattYear")
          .problem("is missing; hardware of your own that asks by ownership needs it");
    }
    Pods pods = plant.recipes() == null ? null : new PodReader(place, tiers).own(plant);
    Figure unknown = new Figure(BigDecimal.ZERO, Mark.E);
    return place.made(
        () ->
            new Hardware(
                name,
                name,
                pods == null ? new CurveReader(place, tiers).rates(plant) : null,
                unknown,
                unknown,
                cost == null ? unknown : cost(cost),
                pods));
  }

  /** The author's own figures are estimates. */
  private Figure cost(BigDecimal billions) {
    return place.at("costPerGigawattYear").made(() -> new Figure(billions, Mark.E));
  }
}
