package io.tokenmarket.producers.population;

import io.tokenmarket.producers.catalogue.Hardware;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * A simulated token factory: power, what it makes of it, and what it asks.
 *
 * @param name its participant
 * @param kilowatts power on offer
 */
public record Factory(String name, String site, Hardware hardware, long kilowatts, AskRule asks) {

  /**
   * Rates and asks for the tiers of a market. An ask is rounded up to the price step, and up to the
   * tier's floor; a tier that costs more than its cap is left out, for it could only be sold at a
   * loss.
   */
  public List<TierRate> rates(MarketDefinition market) {
    return market.getTiers().stream()
        .filter(tier -> hardware.tokensPerSecondPerMw(tier.getTier()) > 0)
        .map(tier -> rate(tier, market.getPriceStep()))
        .filter(rate -> rate.getAsk() <= cap(market, rate.getTier()))
        .toList();
  }

  private TierRate rate(TierDefinition tier, long priceStep) {
    return TierRate.newBuilder()
        .setTier(tier.getTier())
        .setTokensPerSecondPerMw(hardware.tokensPerSecondPerMw(tier.getTier()))
        .setAsk(Math.max(tier.getFloor(), askTicks(tier.getTier(), priceStep)))
        .build();
  }

  private long askTicks(String tier, long priceStep) {
    BigInteger steps =
        asks.ask(hardware, tier)
            .multiply(BigDecimal.valueOf(Units.TICKS_PER_DOLLAR))
            .divide(BigDecimal.valueOf(priceStep), 0, RoundingMode.CEILING)
            .toBigIntegerExact();
    return steps.multiply(BigInteger.valueOf(priceStep)).longValueExact();
  }

  private static long cap(MarketDefinition market, String name) {
    return market.getTiers().stream()
        .filter(tier -> tier.getTier().equals(name))
        .mapToLong(TierDefinition::getCap)
        .findFirst()
        .orElseThrow();
  }
}
