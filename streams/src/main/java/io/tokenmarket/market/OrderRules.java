package io.tokenmarket.market;

import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Units;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** What the terms of an order must hold to in a market of these rules. */
final class OrderRules {
  private static final long KILOWATTS = 100_000_000;

  private final Rules rules;

  OrderRules(Rules rules) {
    this.rules = rules;
  }

  /** The first rule the offer or demand breaks. */
  Optional<Refusal> order(SpecificRecord order) {
    return order instanceof SupplyOffer offer ? offer(offer) : demand((TokenDemand) order);
  }

  private Optional<Refusal> offer(SupplyOffer offer) {
    return capacity(offer.getKilowatts())
        .or(() -> PoolRules.hasPools(offer) ? pools(offer) : rates(offer))
        .or(() -> Lifetime.check(offer))
        .or(() -> Identity.length("site", offer.getSite()))
        .or(() -> Identity.length("hardware", offer.getHardware()));
  }

  private Optional<Refusal> pools(SupplyOffer offer) {
    return new PoolRules(rules, this).check(offer);
  }

  private Optional<Refusal> rates(SupplyOffer offer) {
    return rates(offer.getRates(), offer.getKilowatts())
        .or(() -> new StepRules(rules, this).check(offer));
  }

  private Optional<Refusal> demand(TokenDemand demand) {
    return tier(demand.getTier())
        .or(() -> quantity(demand.getLots()))
        .or(() -> price(demand.getTier(), demand.getLimitPrice()))
        .or(() -> Lifetime.check(demand))
        .or(() -> new StepRules(rules, this).check(demand));
  }

  /** What so much power makes. */
  Optional<Refusal> rates(List<TierRate> rates, long kilowatts) {
    int named = 0;
    boolean able = false;
    for (TierRate rate : rates) {
      Optional<Refusal> refusal = rate(rate, kilowatts, named);
      if (refusal.isPresent()) {
        return refusal;
      }
      named |= bit(rate);
      able |= rules.fullRun(kilowatts, rate.getTokensPerSecondPerMw()) > 0;
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
    return price(rate.getTier(), rate.getAsk());
  }

  Optional<Refusal> tier(String name) {
    return rules.tier(name) >= 0
        ? Optional.empty()
        : Optional.of(Refusal.of(Reason.UNKNOWN_TIER, name, String.join(", ", rules.tierNames())));
  }

  private Optional<Refusal> once(TierRate rate, int named) {
    return (named & bit(rate)) == 0
        ? Optional.empty()
        : Refusal.because(Reason.DUPLICATE_TIER, rate.getTier());
  }

  private int bit(TierRate rate) {
    return 1 << rules.tier(rate.getTier());
  }

  private Optional<Refusal> speed(TierRate rate, long kilowatts) {
    long speed = rate.getTokensPerSecondPerMw();
    boolean fits =
        speed >= 0
            && speed <= Units.RATE_LIMIT
            && rules.fullRun(kilowatts, speed) <= Units.LOTS_LIMIT;
    return fits
        ? Optional.empty()
        : Refusal.because(Reason.RATE_OUT_OF_RANGE, rate.getTier(), speed, kilowatts);
  }

  /** The price as an ask or limit of a tier, which must exist. */
  Optional<Refusal> price(String name, long ticks) {
    TierDefinition tier = rules.tier(rules.tier(name));
    return inRange(name, ticks)
        .or(() -> onGrid(name, ticks, rules.definition().getPriceStep()))
        .or(() -> overFloor(name, ticks, tier.getFloor()))
        .or(() -> underCap(name, ticks, tier.getCap()));
  }

  private static Optional<Refusal> inRange(String tier, long ticks) {
    return ticks >= 0 && ticks < Units.PRICE_LIMIT
        ? Optional.empty()
        : Refusal.because(Reason.PRICE_OUT_OF_RANGE, tier, ticks);
  }

  private static Optional<Refusal> onGrid(String tier, long ticks, long step) {
    return ticks % step == 0
        ? Optional.empty()
        : Refusal.because(Reason.PRICE_OFF_GRID, tier, ticks, step);
  }

  private static Optional<Refusal> overFloor(String tier, long ticks, long floor) {
    return ticks >= floor
        ? Optional.empty()
        : Refusal.because(Reason.PRICE_UNDER_FLOOR, tier, ticks, floor);
  }

  private static Optional<Refusal> underCap(String tier, long ticks, long cap) {
    return ticks <= cap
        ? Optional.empty()
        : Refusal.because(Reason.PRICE_OVER_CAP, tier, ticks, cap);
  }

  static Optional<Refusal> capacity(long kilowatts) {
    return kilowatts >= 1 && kilowatts <= KILOWATTS
        ? Optional.empty()
        : Refusal.because(Reason.CAPACITY_OUT_OF_RANGE, kilowatts);
  }

  static Optional<Refusal> quantity(long lots) {
    return lots >= 1 && lots <= Units.LOTS_LIMIT
        ? Optional.empty()
        : Refusal.because(Reason.QUANTITY_OUT_OF_RANGE, lots);
  }
}
