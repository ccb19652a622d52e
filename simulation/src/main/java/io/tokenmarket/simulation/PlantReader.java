package io.tokenmarket.simulation;

import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.catalogue.Figure;
import io.tokenmarket.producers.catalogue.Hardware;
import io.tokenmarket.producers.catalogue.Mark;
import io.tokenmarket.producers.population.AskRule;
import io.tokenmarket.producers.population.Factory;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a factory of a scenario's fields. */
public final class PlantReader {
  private static final ScenarioFile.Ask ELECTRICITY_ALONE =
      new ScenarioFile.Ask("energy", null, null);

  private final Place place;
  private final Catalogue catalogue;
  private final List<String> tiers;

  /**
   * @param tiers of the market
   */
  public PlantReader(Place place, Catalogue catalogue, List<String> tiers) {
    this.place = place;
    this.catalogue = catalogue;
    this.tiers = tiers;
  }

  /**
   * @throws ScenarioProblem for the first field that cannot be used as it is
   */
  public Plant read(ScenarioFile.Plant plant) {
    String name = place.at("name").required(plant.name(), "name: north");
    ScenarioFile.Ask ask = plant.ask() == null ? ELECTRICITY_ALONE : plant.ask();
    BigDecimal markup = ask.markup() == null ? BigDecimal.ZERO : ask.markup();
    BigDecimal electricity =
        ask.electricity() == null
            ? catalogue.electricityPerMegawattHour().value()
            : ask.electricity();
    if (markup.compareTo(BigDecimal.ONE.negate()) < 0) {
      throw place.at("ask").at("markup").problem("is %s; give -1 or more, 0.1 for 10 %%", markup);
    }
    if (electricity.signum() < 0) {
      throw place.at("ask").at("electricity").problem("is %s; give $/MWh from 0 up", electricity);
    }
    boolean energy = isEnergy(ask);
    AskRule rule = energy ? AskRule.energy(electricity, markup) : AskRule.totalCost(markup);
    String site = plant.site() == null ? name : plant.site();
    Factory factory = new Factory(name, site, hardware(plant, energy), kilowatts(plant), rule);
    String basis = energy ? "electricity at $" + electricity + "/MWh" : "total cost of ownership";
    return new Plant(factory, basis + " + " + percent(markup) + " %");
  }

  private boolean isEnergy(ScenarioFile.Ask ask) {
    Place basis = place.at("ask").at("basis");
    String named = basis.required(ask.basis(), "basis: energy");
    return basis.known(named, List.of("energy", "ownership")).equals("energy");
  }

  private long kilowatts(ScenarioFile.Plant plant) {
    Place power = place.at("megawatts");
    BigDecimal megawatts = power.positive(power.required(plant.megawatts(), "megawatts: 10"));
    return power.whole(megawatts, 3);
  }

  private Hardware hardware(ScenarioFile.Plant plant, boolean energy) {
    Place field = place.at("hardware");
    String name = field.required(plant.hardware(), "hardware: vera-rubin");
    if (plant.rates() != null) {
      return own(name, plant, energy);
    }
    List<String> known = catalogue.hardware().stream().map(Hardware::name).toList();
    if (!known.contains(name)) {
      throw field.problem(
          "'%s' is not in the catalogue; %s, or give rates of your own",
          name, Nearest.hint(name, known));
    }
    return catalogue.hardware(name);
  }

  private Hardware own(String name, ScenarioFile.Plant plant, boolean energy) {
    Map<String, Figure> rates = new LinkedHashMap<>();
    plant.rates().forEach((tier, rate) -> rates.put(tier, rate(tier, rate)));
    BigDecimal cost = plant.costPerGigawattYear();
    if (cost == null && !energy) {
      throw place
          .at("costPerGigawattYear")
          .problem("is missing; hardware with rates of its own that asks by ownership needs it");
    }
    Figure zero = figure(BigDecimal.ZERO);
    return place.made(
        () -> new Hardware(name, name, rates, zero, zero, cost == null ? zero : figure(cost)));
  }

  private Figure rate(String tier, BigDecimal millions) {
    Place field = place.at("rates").at(tier);
    place.at("rates").at(field.known(tier, tiers));
    field.whole(field.required(millions, tier + ": 0.5"), 6);
    return field.made(() -> figure(millions));
  }

  /** The author's own figures are estimates. */
  private static Figure figure(BigDecimal value) {
    return new Figure(value, Mark.E);
  }

  private static String percent(BigDecimal share) {
    return share.scaleByPowerOfTen(2).stripTrailingZeros().toPlainString();
  }
}
