package io.tokenmarket.simulation;

import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.catalogue.Hardware;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OfferClearing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a scenario's run is watched for. */
final class Findings {
  private Findings() {}

  static List<Finding> of(Scenario scenario, List<AppGroup.Opened> opened) {
    EvenSplit split = split(scenario);
    List<Finding> findings = new ArrayList<>();
    MarketDefinition definition = scenario.definition();
    findings.add(new PowerFinding(definition, "hardware", OfferClearing::getHardware, split));
    if (split.hardware().size() < scenario.factories().size()) {
      findings.add(
          new PowerFinding(definition, "factories", OfferClearing::getFactory, EvenSplit.NONE));
    }
    if (scenario.hasPools()) {
      findings.add(new PoolFinding(definition));
    }
    if (!split.tiers().isEmpty()) {
      List<String> names = List.copyOf(split.hardware().keySet());
      findings.add(new SplitFinding(definition, split));
      findings.add(new KeynoteFinding(Catalogue.load(), names, split));
    }
    for (AppGroup.Opened open : opened) {
      open.group()
          .budget()
          .map(budget -> new BudgetFinding(open, budget, scenario.intervals()))
          .ifPresent(findings::add);
    }
    return findings;
  }

  private static EvenSplit split(Scenario scenario) {
    Map<String, Hardware> hardware = new LinkedHashMap<>();
    scenario
        .factories()
        .forEach(
            plant -> hardware.put(plant.factory().hardware().name(), plant.factory().hardware()));
    Map<String, BigDecimal> prices = new MarketTiers(scenario.definition()).listPrices();
    return new EvenSplit(scenario.evenSplit(), prices, hardware);
  }
}
