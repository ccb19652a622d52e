package io.tokenmarket.simulation;

import io.tokenmarket.producers.catalogue.Figure;
import io.tokenmarket.producers.catalogue.Mark;
import io.tokenmarket.producers.catalogue.ProductionCurve;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes rates by tier of what a scenario says of a factory's own hardware. */
final class CurveReader {
  private final FieldPath place;
  private final MarketTiers tiers;

  /**
   * @param place of the factory
   */
  CurveReader(FieldPath place, MarketTiers tiers) {
    this.place = place;
    this.tiers = tiers;
  }

  /** By tier; the author's own figures are estimates. */
  Map<String, Figure> rates(ScenarioFile.Plant plant) {
    if (plant.rates() != null && plant.curve() != null) {
      throw place.at("curve").problem("and rates say the same; remove one of them");
    }
    return plant.curve() == null ? stated(plant.rates()) : read(plant.curve());
  }

  private Map<String, Figure> stated(Map<String, BigDecimal> written) {
    Map<String, Figure> rates = new LinkedHashMap<>();
    written.forEach((tier, rate) -> rates.put(tier, rate(tier, rate)));
    return rates;
  }

  private Figure rate(String tier, BigDecimal millions) {
    FieldPath field = place.at("rates").at(tier);
    field.known(tier, tiers.names());
    field.whole(field.required(millions, tier + ": 0.5"), 6);
    return field.made(() -> new Figure(millions, Mark.E));
  }

  private Map<String, Figure> read(List<ScenarioFile.Point> written) {
    FieldPath at = place.at("curve");
    List<ProductionCurve.Point> points = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      points.add(point(at.at(i), written.get(i)));
    }
    ProductionCurve curve = at.made(() -> new ProductionCurve(points));
    Map<String, Figure> rates = new LinkedHashMap<>();
    tiers
        .tiers()
        .forEach(
            tier ->
                rates.put(
                    tier.getTier(),
                    new Figure(curve.rate(tier.getTokensPerSecondPerUser()), Mark.E)));
    return rates;
  }

  private static ProductionCurve.Point point(FieldPath at, ScenarioFile.Point written) {
    FieldPath speed = at.at("tokensPerSecondPerUser");
    FieldPath rate = at.at("rate");
    return new ProductionCurve.Point(
        speed.required(written.tokensPerSecondPerUser(), "tokensPerSecondPerUser: 100"),
        rate.positive(rate.required(written.rate(), "rate: 0.5")));
  }
}
