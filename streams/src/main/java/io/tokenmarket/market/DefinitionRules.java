package io.tokenmarket.market;

import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.Units;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a market's definition must hold to; the refusal names the field that does not. */
final class DefinitionRules {
  private static final int TIERS = 16;
  private static final long WEEK_MILLIS = 604_800_000;
  private static final long PPM = 1_000_000;
  private static final long MEMORY_AUCTIONS = 1_000_000;

  /** A week of minutes; every interval that waits is kept. */
  private static final long SETTLEMENT = 10_080;

  /** The price once more, so that a penalty fits where the price does. */
  private static final long MOST_PENALTY = PPM;

  private DefinitionRules() {}

  /** The first rule the definition breaks. */
  static Optional<Refusal> check(MarketDefinition definition) {
    return range("rulebook", definition.getRulebook(), 0, Rulebook.LAST)
        .or(() -> range("origin", definition.getOrigin().toEpochMilli(), 0, Calendar.LAST_MILLIS))
        .or(() -> interval(definition))
        .or(() -> range("priceStep", definition.getPriceStep(), 1, Units.PRICE_LIMIT - 1))
        .or(() -> range("feePpm", definition.getFeePpm(), 0, PPM))
        .or(() -> range("memoryAuctions", definition.getMemoryAuctions(), 1, MEMORY_AUCTIONS))
        .or(() -> range("number of tiers", definition.getTiers().size(), 1, TIERS))
        .or(() -> tiers(definition.getTiers(), definition.getPriceStep()))
        .or(() -> phase(definition))
        .or(() -> limits(definition));
  }

  private static Optional<Refusal> interval(MarketDefinition definition) {
    long least = Rulebook.of(definition).leastInterval();
    return range("intervalMillis", definition.getIntervalMillis(), least, WEEK_MILLIS);
  }

  /** The first rule broken where the definition is to take the place of these rules. */
  static Optional<Refusal> checkChange(MarketDefinition definition, MarketDefinition rules) {
    return kept("rulebook", definition.getRulebook(), rules.getRulebook())
        .or(() -> kept("origin", definition.getOrigin(), rules.getOrigin()))
        .or(() -> kept("intervalMillis", definition.getIntervalMillis(), rules.getIntervalMillis()))
        .or(() -> kept("tiers", names(definition), names(rules)));
  }

  private static Optional<Refusal> kept(String field, Object value, Object rule) {
    return unless(value.equals(rule), field, value, rule + ", which no change may touch");
  }

  private static List<String> names(MarketDefinition definition) {
    return definition.getTiers().stream().map(TierDefinition::getTier).toList();
  }

  private static Optional<Refusal> phase(MarketDefinition definition) {
    long phase = definition.getNoCancelMillis();
    return range("noCancelMillis", phase, 0, definition.getIntervalMillis())
        .or(() -> range("indicativeMillis", definition.getIndicativeMillis(), 0, phase));
  }

  private static Optional<Refusal> limits(MarketDefinition definition) {
    return range("positionLots", definition.getPositionLots(), 0, Long.MAX_VALUE)
        .or(() -> range("positionKilowatts", definition.getPositionKilowatts(), 0, Long.MAX_VALUE))
        .or(() -> range("participantSteps", definition.getParticipantSteps(), 0, Long.MAX_VALUE))
        .or(
            () ->
                range(
                    "participantCommands", definition.getParticipantCommands(), 0, Long.MAX_VALUE))
        .or(
            () ->
                range(
                    "clearingBytes", definition.getClearingBytes(), 0, OpenOrderTotals.MOST_BYTES))
        .or(() -> range("settlementIntervals", definition.getSettlementIntervals(), 0, SETTLEMENT))
        .or(() -> range("penaltyPpm", definition.getPenaltyPpm(), 0, MOST_PENALTY));
  }

  private static Optional<Refusal> tiers(List<TierDefinition> tiers, long step) {
    Set<String> names = new HashSet<>();
    for (int t = 0; t < tiers.size(); t++) {
      String at = "tiers[" + t + "].";
      TierDefinition tier = tiers.get(t);
      Optional<Refusal> refusal = name(at, tier, names).or(() -> values(at, tier, step));
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> name(String at, TierDefinition tier, Set<String> names) {
    String name = "'" + tier.getTier() + "'";
    return unless(
            Identity.isName(tier.getTier()),
            at + "tier",
            name,
            "1 to 200 characters without a slash")
        .or(() -> unless(names.add(name), at + "tier", name, "a name no tier before it has"));
  }

  private static Optional<Refusal> values(String at, TierDefinition tier, long step) {
    return range(at + "tokensPerSecondPerUser", tier.getTokensPerSecondPerUser(), 0, Long.MAX_VALUE)
        .or(() -> range(at + "contextTokens", tier.getContextTokens(), 0, Long.MAX_VALUE))
        .or(() -> range(at + "listPrice", tier.getListPrice(), 0, Units.PRICE_LIMIT - 1))
        .or(() -> range(at + "cap", tier.getCap(), 0, Units.PRICE_LIMIT - 1))
        .or(() -> range(at + "floor", tier.getFloor(), 0, tier.getCap()))
        .or(() -> onGrid(at + "cap", tier.getCap(), step))
        .or(() -> onGrid(at + "floor", tier.getFloor(), step));
  }

  private static Optional<Refusal> range(String field, long value, long least, long most) {
    return unless(value >= least && value <= most, field, value, least + " to " + most);
  }

  /** A floor or cap off the grid could never be bid, and the sender hardly meant that. */
  private static Optional<Refusal> onGrid(String field, long value, long step) {
    return unless(value % step == 0, field, value, "a multiple of priceStep, which is " + step);
  }

  private static Optional<Refusal> unless(boolean holds, String field, Object value, String give) {
    return Refusal.unless(holds, Reason.DEFINITION_INVALID, field, value, give);
  }
}
