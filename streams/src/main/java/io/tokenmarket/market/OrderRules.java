package io.tokenmarket.market;

import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Units;
import java.util.Optional;

/** What the terms of an order must hold to in a market of these rules. */
final class OrderRules {
  private static final long KILOWATTS = 100_000_000;
  private static final long RATE = 1_000_000_000;
  private static final long INTERVALS = 1_000_000;

  private final Rules rules;

  OrderRules(Rules rules) {
    this.rules = rules;
  }

  /** The first rule the offer breaks. */
  Optional<Refusal> offer(SupplyOffer offer) {
    return capacity(offer.getKilowatts())
        .or(() -> rates(offer))
        .or(() -> intervals(offer.getIntervals()));
  }

  /** The first rule the demand breaks. */
  Optional<Refusal> demand(TokenDemand demand) {
    return tier(demand.getTier())
        .or(() -> quantity(demand.getLots()))
        .or(() -> price(rules.tier(rules.tier(demand.getTier())), demand.getLimitPrice()))
        .or(() -> intervals(demand.getIntervals()));
  }

  private Optional<Refusal> rates(SupplyOffer offer) {
    int named = 0;
    boolean able = false;
    for (TierRate rate : offer.getRates()) {
      Optional<Refusal> refusal = rate(rate, offer.getKilowatts(), named);
      if (refusal.isPresent()) {
        return refusal;
      }
      named |= bit(rate);
      able |= rules.fullRun(offer.getKilowatts(), rate.getTokensPerSecondPerMw()) > 0;
    }
    return Refusal.unless(able, Reason.NO_RATES);
  }

  /** A rate of 0 means that the offer cannot make the tier: its ask is then no price. */
  private Optional<Refusal> rate(TierRate rate, long kilowatts, int named) {
    return tier(rate.getTier())
        .or(() -> once(rate, named))
        .or(() -> speed(rate, kilowatts))
        .or(() -> rate.getTokensPerSecondPerMw() == 0 ? Optional.empty() : ask(rate));
  }

  private Optional<Refusal> ask(TierRate rate) {
    return price(rules.tier(rules.tier(rate.getTier())), rate.getAsk());
  }

  private Optional<Refusal> tier(String name) {
    return rules.tier(name) >= 0
        ? Optional.empty()
        : Optional.of(Refusal.of(Reason.UNKNOWN_TIER, name, String.join(", ", rules.tierNames())));
  }

  private Optional<Refusal> once(TierRate rate, int named) {
    return Refusal.unless((named & bit(rate)) == 0, Reason.DUPLICATE_TIER, rate.getTier());
  }

  private int bit(TierRate rate) {
    return 1 << rules.tier(rate.getTier());
  }

  private Optional<Refusal> speed(TierRate rate, long kilowatts) {
    long speed = rate.getTokensPerSecondPerMw();
    boolean fits =
        speed >= 0 && speed <= RATE && rules.fullRun(kilowatts, speed) <= Units.LOTS_LIMIT;
    return Refusal.unless(fits, Reason.RATE_OUT_OF_RANGE, rate.getTier(), speed, kilowatts);
  }

  private Optional<Refusal> price(TierDefinition tier, long ticks) {
    String name = tier.getTier();
    return Refusal.unless(
            ticks >= 0 && ticks < Units.PRICE_LIMIT, Reason.PRICE_OUT_OF_RANGE, name, ticks)
        .or(() -> onGrid(name, ticks, rules.definition().getPriceStep()))
        .or(() -> overFloor(name, ticks, tier.getFloor()))
        .or(() -> underCap(name, ticks, tier.getCap()));
  }

  private static Optional<Refusal> onGrid(String tier, long ticks, long step) {
    return Refusal.unless(ticks % step == 0, Reason.PRICE_OFF_GRID, tier, ticks, step);
  }

  private static Optional<Refusal> overFloor(String tier, long ticks, long floor) {
    return Refusal.unless(ticks >= floor, Reason.PRICE_UNDER_FLOOR, tier, ticks, floor);
  }

  private static Optional<Refusal> underCap(String tier, long ticks, long cap) {
    return Refusal.unless(ticks <= cap, Reason.PRICE_OVER_CAP, tier, ticks, cap);
  }

  private static Optional<Refusal> capacity(long kilowatts) {
    return Refusal.unless(
        kilowatts >= 1 && kilowatts <= KILOWATTS, Reason.CAPACITY_OUT_OF_RANGE, kilowatts);
  }

  private static Optional<Refusal> quantity(long lots) {
    return Refusal.unless(
        lots >= 1 && lots <= Units.LOTS_LIMIT, Reason.QUANTITY_OUT_OF_RANGE, lots);
  }

  private static Optional<Refusal> intervals(long intervals) {
    return Refusal.unless(
        intervals >= 1 && intervals <= INTERVALS, Reason.INTERVALS_OUT_OF_RANGE, intervals);
  }
}
