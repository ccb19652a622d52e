package io.tokenmarket.market;

import io.tokenmarket.clearing.Recipes;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Recipe;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of a market, with its tiers indexed and its proportions worked out. */
final class Rules {
  private static final long PPM = 1_000_000;

  /** kW x tokens/s per MW x milliseconds in a lot: 1,000 kW/MW x 1,000 ms/s x 1,000 tokens. */
  private static final long KILOWATT_RATE_MILLIS_PER_LOT = 1_000_000_000;

  private final MarketDefinition definition;
  private final Rulebook rulebook;
  private final List<TierDefinition> tiers;
  private final Map<String, Integer> index = new HashMap<>();

  /**
   * @param definition one that {@link DefinitionRules} found nothing wrong with
   */
  Rules(MarketDefinition definition) {
    this.definition = definition;
    this.rulebook = Rulebook.of(definition);
    this.tiers = definition.getTiers();
    for (int t = 0; t < tiers.size(); t++) {
      index.put(tiers.get(t).getTier(), t);
    }
  }

  MarketDefinition definition() {
    return definition;
  }

  Rulebook rulebook() {
    return rulebook;
  }

  int tiers() {
    return tiers.size();
  }

  TierDefinition tier(int t) {
    return tiers.get(t);
  }

  String tierName(int t) {
    return tiers.get(t).getTier();
  }

  /** Index of the tier, or -1. */
  int tier(String name) {
    return index.getOrDefault(name, -1);
  }

  List<String> tierNames() {
    return tiers.stream().map(TierDefinition::getTier).toList();
  }

  /**
   * Lots the power makes of a tier running flat out for an interval: floor(kW x rate x
   * intervalMillis / 10^9).
   *
   * @param kilowatts 1 to 100,000,000
   * @param rate tokens per second per MW, 0 to 1,000,000,000
   */
  long fullRun(long kilowatts, long rate) {
    return MulDiv.floor(
        kilowatts * rate, definition.getIntervalMillis(), KILOWATT_RATE_MILLIS_PER_LOT);
  }

  /** Lots the recipe makes if only this pool counts; without limit where it takes none of it. */
  long run(SupplyOffer offer, Recipe recipe, int pool) {
    long rate = recipe.getRates().get(pool);
    return rate == 0 ? Recipes.UNLIMITED : fullRun(offer.getPools().get(pool).getKilowatts(), rate);
  }

  /** What the exchange keeps of a trade's nano-dollars, rounded down. */
  long fee(long nanoDollars) {
    return MulDiv.floor(nanoDollars, definition.getFeePpm(), PPM);
  }

  private static boolean sameTrading(MarketDefinition a, MarketDefinition b) {
    return a.getNoCancelMillis() == b.getNoCancelMillis()
        && a.getIndicativeMillis() == b.getIndicativeMillis()
        && a.getCascade() == b.getCascade()
        && a.getSettlementIntervals() == b.getSettlementIntervals()
        && a.getPenaltyPpm() == b.getPenaltyPpm();
  }

  private static boolean sameLimits(MarketDefinition a, MarketDefinition b) {
    return a.getPositionLots() == b.getPositionLots()
        && a.getPositionKilowatts() == b.getPositionKilowatts()
        && a.getNetOwnTrades() == b.getNetOwnTrades()
        && a.getParticipantSteps() == b.getParticipantSteps()
        && a.getParticipantCommands() == b.getParticipantCommands()
        && a.getClearingBytes() == b.getClearingBytes();
  }

  /** Whether two definitions open the same market, whoever sent them. */
  static boolean same(MarketDefinition a, MarketDefinition b) {
    return a.getRulebook() == b.getRulebook()
        && a.getOrigin().equals(b.getOrigin())
        && a.getIntervalMillis() == b.getIntervalMillis()
        && a.getTiers().equals(b.getTiers())
        && a.getPriceStep() == b.getPriceStep()
        && a.getFeePpm() == b.getFeePpm()
        && a.getMemoryAuctions() == b.getMemoryAuctions()
        && sameTrading(a, b)
        && sameLimits(a, b);
  }
}
