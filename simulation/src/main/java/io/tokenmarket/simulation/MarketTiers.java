package io.tokenmarket.simulation;

import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tiers of a scenario's market, in the order of its definition. */
record MarketTiers(List<TierDefinition> tiers) {
  MarketTiers(MarketDefinition definition) {
    this(definition.getTiers());
  }

  List<String> names() {
    return tiers.stream().map(TierDefinition::getTier).toList();
  }

  /** $ per million tokens, by tier; 0 where advertising pays. */
  Map<String, BigDecimal> listPrices() {
    Map<String, BigDecimal> prices = new LinkedHashMap<>();
    tiers.forEach(tier -> prices.put(tier.getTier(), Units.price(tier.getListPrice())));
    return prices;
  }
}
