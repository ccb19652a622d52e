package io.tokenmarket.replay.whatif;

import io.tokenmarket.producers.catalogue.Hardware;
import io.tokenmarket.producers.population.AskRule;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * The rule that recorded asks follow, so that other hardware can ask by the same.
 *
 * <p>A log has asks and not the rule. Both rules of {@link AskRule} ask for a tier a multiple of
 * what it costs, up to the price step; so each ask says between which bounds the multiple is, and
 * the simplest decimal within all bounds is taken for it. Asks that recover the total cost of
 * ownership are taken to follow it; lower ones to follow electricity, and then the multiple is the
 * price of a MWh.
 *
 * @param ownership whether of the total cost of ownership, or of $1 a MWh
 * @param multiple how many times it
 */
record AskTerms(boolean ownership, BigDecimal multiple) {
  private static final int DECIMALS = 9;

  /** The multiples that make an ask: above {@code over}, up to {@code most}. */
  private record Bounds(BigDecimal over, BigDecimal most) {
    Bounds and(Bounds other) {
      return new Bounds(over.max(other.over), most.min(other.most));
    }

    /** Asks that follow no such rule have no multiple in common; the least is taken. */
    BigDecimal simplest() {
      for (int decimals = 0; decimals < DECIMALS; decimals++) {
        BigDecimal rounded = most.setScale(decimals, RoundingMode.FLOOR);
        if (rounded.compareTo(over) > 0) {
          return rounded;
        }
      }
      return most.setScale(DECIMALS, RoundingMode.FLOOR);
    }
  }

  /**
   * The rule of an offer's asks.
   *
   * @param rates with the asks
   * @param hardware what they were of
   * @return empty where they name no tier of the market that the hardware makes
   */
  static Optional<AskTerms> of(List<TierRate> rates, Hardware hardware, MarketDefinition market) {
    Optional<BigDecimal> owned = multiple(rates, hardware, market, true);
    return owned.isPresent() && owned.get().compareTo(BigDecimal.ONE) >= 0
        ? owned.map(times -> new AskTerms(true, times))
        : multiple(rates, hardware, market, false).map(price -> new AskTerms(false, price));
  }

  private static Optional<BigDecimal> multiple(
      List<TierRate> rates, Hardware hardware, MarketDefinition market, boolean ownership) {
    return rates.stream()
        .flatMap(rate -> bounds(rate, hardware, market, ownership).stream())
        .reduce(Bounds::and)
        .map(Bounds::simplest);
  }

  private static Optional<Bounds> bounds(
      TierRate rate, Hardware hardware, MarketDefinition market, boolean ownership) {
    boolean made = hardware.tokensPerSecondPerMw(rate.getTier()) > 0;
    return market.getTiers().stream()
        .filter(tier -> made && tier.getTier().equals(rate.getTier()))
        .map(
            tier ->
                bounds(rate.getAsk(), tier, market.getPriceStep(), cost(hardware, tier, ownership)))
        .findFirst();
  }

  /** An ask at the floor was perhaps raised to it, and says only what the multiple is at most. */
  private static Bounds bounds(long ask, TierDefinition tier, long step, BigDecimal cost) {
    long over = ask == tier.getFloor() ? -step : ask - step;
    return new Bounds(times(over, cost), times(ask, cost));
  }

  private static BigDecimal times(long ticks, BigDecimal cost) {
    return Units.price(ticks).divide(cost, MathContext.DECIMAL128);
  }

  private static BigDecimal cost(Hardware hardware, TierDefinition tier, boolean ownership) {
    return ownership
        ? hardware.costPerMillionTokens(tier.getTier())
        : hardware.energyPerMillionTokens(tier.getTier(), BigDecimal.ONE);
  }

  AskRule rule() {
    return ownership
        ? AskRule.totalCost(multiple.subtract(BigDecimal.ONE))
        : AskRule.energy(multiple, BigDecimal.ZERO);
  }

  String words() {
    String times = multiple.stripTrailingZeros().toPlainString();
    return ownership ? times + " x total cost of ownership" : "electricity at $" + times + "/MWh";
  }
}
