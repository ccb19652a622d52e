package io.tokenmarket.simulation;

import io.tokenmarket.producers.catalogue.Figure;
import io.tokenmarket.producers.catalogue.Mark;
import io.tokenmarket.producers.catalogue.PodRecipe;
import io.tokenmarket.producers.catalogue.Pods;
import io.tokenmarket.producers.catalogue.Racks;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes pods of what a scenario says of a factory's pools and recipes. */
final class PodReader {
  private final FieldPath place;
  private final MarketTiers tiers;

  /**
   * @param place of the factory
   */
  PodReader(FieldPath place, MarketTiers tiers) {
    this.place = place;
    this.tiers = tiers;
  }

  /** Power of all pools, MW. */
  static BigDecimal megawatts(ScenarioFile.Plant plant) {
    return plant.pools().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Listed pods in other proportions. */
  Pods in(Pods listed, ScenarioFile.Plant plant) {
    plant.pools().keySet().forEach(pool -> place.at("pools").at(pool).known(pool, listed.pools()));
    Map<String, BigDecimal> inOrder = new LinkedHashMap<>();
    for (String pool : listed.pools()) {
      inOrder.put(pool, place.at("pools").required(plant.pools().get(pool), pool + ": 5"));
    }
    return listed.with(racks(inOrder));
  }

  /** The author's own. */
  Pods own(ScenarioFile.Plant plant) {
    if (plant.rates() != null || plant.curve() != null) {
      throw place.at("recipes").problem("say what rates and curve say; remove one of them");
    }
    place.at("pools").required(plant.pools(), "pools: {prefill: 8, decode: 5}");
    List<Racks> racks = racks(plant.pools());
    List<PodRecipe> recipes = new ArrayList<>();
    for (int i = 0; i < plant.recipes().size(); i++) {
      recipes.add(recipe(place.at("recipes").at(i), plant.recipes().get(i), plant.pools()));
    }
    return place.at("recipes").made(() -> new Pods(racks, recipes));
  }

  /** The author's own figures are estimates. */
  private List<Racks> racks(Map<String, BigDecimal> pools) {
    FieldPath at = place.at("pools");
    if (pools.size() != 2) {
      throw at.problem("are %d; give two, such as 'pools: {prefill: 8, decode: 5}'", pools.size());
    }
    List<Racks> racks = new ArrayList<>();
    pools.forEach(
        (pool, megawatts) -> {
          FieldPath field = at.at(pool);
          field.positive(field.required(megawatts, pool + ": 5"));
          field.whole(megawatts, 3);
          Figure kilowatts = new Figure(megawatts.movePointRight(3), Mark.E);
          racks.add(
              field.made(() -> new Racks(pool, new Figure(BigDecimal.ONE, Mark.E), kilowatts)));
        });
    return racks;
  }

  private PodRecipe recipe(
      FieldPath at, ScenarioFile.Recipe written, Map<String, BigDecimal> pools) {
    String tier = at.at("tier").required(written.tier(), "tier: PREMIUM");
    at.at("tier").known(tier, tiers.names());
    Map<String, Figure> rates = new LinkedHashMap<>();
    at.at("rates")
        .required(written.rates(), "rates: {prefill: 0.9, decode: 2.8}")
        .forEach(
            (pool, rate) -> {
              FieldPath field = at.at("rates").at(pool);
              field.known(pool, pools.keySet());
              field.whole(field.required(rate, pool + ": 0.9"), 6);
              rates.put(pool, field.made(() -> new Figure(rate, Mark.E)));
            });
    return at.at("rates").made(() -> new PodRecipe(tier, rates));
  }
}
