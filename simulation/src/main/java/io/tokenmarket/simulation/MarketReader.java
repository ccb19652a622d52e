package io.tokenmarket.simulation;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.TierDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Makes a market's definition of a scenario's fields. */
final class MarketReader {
  private static final BigDecimal ONE_TICK = new BigDecimal("0.000001");
  private static final long MEMORY = 1_000;

  /** A market that is there already keeps its own. */
  private static final int NEWEST_RULEBOOK = 1;

  private final FieldPath place;
  private final Catalogue catalogue;
  private final Instant start;

  MarketReader(FieldPath place, Catalogue catalogue, Instant start) {
    this.place = place;
    this.catalogue = catalogue;
    this.start = start;
  }

  MarketDefinition read(ScenarioFile.Market market) {
    String name = place.at("name").required(market.name(), "name: eu-north");
    MarketDefinition definition =
        MarketDefinition.newBuilder()
            .setCommandId("define-" + name)
            .setMarket(name)
            .setParticipant("operator")
            .setOrigin(start)
            .setIntervalMillis(intervalMillis(market.intervalSeconds()))
            .setTiers(tiers(market.tiers()))
            .setPriceStep(place.at("priceStep").ticks(or(market.priceStep(), ONE_TICK)))
            .setFeePpm(or(market.feePpm(), 0L))
            .setMemoryAuctions(or(market.memoryAuctions(), MEMORY))
            .setSettlementIntervals(or(market.settlementIntervals(), 0L))
            .setPenaltyPpm(or(market.penaltyPpm(), 0L))
            .setRulebook(NEWEST_RULEBOOK)
            .build();
    requireAccepted(definition);
    return definition;
  }

  private long intervalMillis(BigDecimal seconds) {
    FieldPath interval = place.at("intervalSeconds");
    return interval.whole(interval.positive(interval.required(seconds, "intervalSeconds: 60")), 3);
  }

  private List<TierDefinition> tiers(List<ScenarioFile.Tier> written) {
    if (written == null) {
      return catalogue.tierDefinitions();
    }
    List<TierDefinition> tiers = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      tiers.add(tier(place.at("tiers").at(i), written.get(i)));
    }
    return tiers;
  }

  private TierDefinition tier(FieldPath at, ScenarioFile.Tier tier) {
    ScenarioFile.Tier whole = withTermsOfCatalogue(at, tier);
    return TierDefinition.newBuilder()
        .setTier(whole.name())
        .setTokensPerSecondPerUser(
            own(at, "tokensPerSecondPerUser", whole.tokensPerSecondPerUser()))
        .setContextTokens(own(at, "contextTokens", whole.contextTokens()))
        .setListPrice(ticks(at, "listPrice", whole.listPrice()))
        .setFloor(ticks(at, "floor", whole.floor()))
        .setCap(ticks(at, "cap", whole.cap()))
        .build();
  }

  private ScenarioFile.Tier withTermsOfCatalogue(FieldPath at, ScenarioFile.Tier tier) {
    String name = at.at("name").required(tier.name(), "name: MEDIUM");
    return catalogue.tiers().stream()
        .filter(listed -> listed.name().equals(name))
        .findFirst()
        .map(tier::or)
        .orElse(tier);
  }

  private static long ticks(FieldPath tier, String field, BigDecimal dollars) {
    return tier.at(field).ticks(own(tier, field, dollars));
  }

  private static <T> T own(FieldPath tier, String field, T value) {
    if (value == null) {
      throw tier.at(field).problem("is missing; only a tier of the catalogue may leave it out");
    }
    return value;
  }

  /** The rules of a definition are the market's own; it is asked. */
  private void requireAccepted(MarketDefinition definition) {
    MarketState nobody = MarketState.undefined(definition.getMarket());
    for (SpecificRecord answer : Market.decide(nobody, new LogEntry(0, definition))) {
      if (answer instanceof OrderRejected refusal) {
        throw place.problem("is refused: %s", refusal.getDetail());
      }
    }
  }

  private static <T> T or(T value, T standard) {
    return value == null ? standard : value;
  }
}
