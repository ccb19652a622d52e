package io.tokenmarket.producers.population;

import io.tokenmarket.producers.catalogue.Hardware;
import io.tokenmarket.producers.catalogue.PodRecipe;
import io.tokenmarket.producers.catalogue.Pods;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.Recipe;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A simulated token factory: power, what it makes of it, and what it asks.
 *
 * @param name its participant
 */
public record Factory(String name, String site, Hardware hardware, PowerPlan power, AskPlan asks) {

  /** A factory with all its power and the same ask rule always. */
  public Factory(String name, String site, Hardware hardware, long kilowatts, AskRule rule) {
    this(name, site, hardware, PowerPlan.always(kilowatts), AskPlan.always(rule));
  }

  /** Power built, kW. */
  public long kilowatts() {
    return power.kilowatts();
  }

  /** Rates and asks for the tiers of a market, by step of the ask plan. */
  List<List<TierRate>> plannedRates(MarketDefinition market) {
    return asks.steps().stream().map(step -> rates(market, step.rule())).toList();
  }

  /**
   * Rates and asks for the tiers of a market. An ask is rounded up to the price step, and up to the
   * tier's floor; a tier that costs more than its cap is left out, for it could only be sold at a
   * loss.
   */
  public List<TierRate> rates(MarketDefinition market, long interval) {
    return rates(market, asks.steps().get(asks.step(interval)).rule());
  }

  /** Rates and asks for the tiers of a market before the first change of the asks. */
  public List<TierRate> rates(MarketDefinition market) {
    return rates(market, 0);
  }

  private List<TierRate> rates(MarketDefinition market, AskRule rule) {
    return market.getTiers().stream()
        .filter(tier -> hardware.tokensPerSecondPerMw(tier.getTier()) > 0)
        .map(tier -> rate(tier, rule, market.getPriceStep()))
        .filter(rate -> rate.getAsk() <= cap(market, rate.getTier()))
        .toList();
  }

  /**
   * The pools of so much power, none where the hardware is of one kind.
   *
   * @return empty as well where there is too little for a kW in each
   */
  public List<Pool> pools(long kilowatts) {
    Pods pods = hardware.pods();
    List<Long> parts = pods == null ? List.of() : pods.split(kilowatts);
    return parts.contains(0L)
        ? List.of()
        : IntStream.range(0, parts.size())
            .mapToObj(pool -> new Pool(pods.pools().get(pool), parts.get(pool)))
            .toList();
  }

  /** The recipes of the tiers that are offered, each at its tier's ask. */
  List<Recipe> recipes(List<TierRate> rates) {
    return hardware.pods() == null
        ? List.of()
        : hardware.pods().recipes().stream()
            .flatMap(
                recipe ->
                    rates.stream()
                        .filter(rate -> rate.getTier().equals(recipe.tier()))
                        .map(rate -> recipe(recipe, rate.getAsk())))
            .toList();
  }

  private Recipe recipe(PodRecipe recipe, long ask) {
    List<Long> rates = hardware.pods().pools().stream().map(recipe::tokensPerSecondPerMw).toList();
    return new Recipe(recipe.tier(), ask, rates);
  }

  private TierRate rate(TierDefinition tier, AskRule rule, long priceStep) {
    return TierRate.newBuilder()
        .setTier(tier.getTier())
        .setTokensPerSecondPerMw(hardware.tokensPerSecondPerMw(tier.getTier()))
        .setAsk(Math.max(tier.getFloor(), askTicks(tier.getTier(), rule, priceStep)))
        .build();
  }

  private long askTicks(String tier, AskRule rule, long priceStep) {
    BigInteger steps =
        rule.ask(hardware, tier)
            .min(AskRule.NOT_FOR_SALE)
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
