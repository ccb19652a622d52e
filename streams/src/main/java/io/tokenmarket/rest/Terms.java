package io.tokenmarket.rest;

import io.tokenmarket.rest.resource.Demand;
import io.tokenmarket.rest.resource.Offer;
import io.tokenmarket.rest.resource.Rate;
import io.tokenmarket.schemas.AskStep;
import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.Recipe;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The terms of orders, as REST and as the protocol has them. Only units are changed here, of what
 * is as the published schema has it; whether the terms are good is the market's to say.
 */
final class Terms {
  private static final int KILO = 3;
  private static final BigInteger LOT = BigInteger.valueOf(Units.TOKENS_PER_LOT);

  private Terms() {}

  static SupplyOffer offer(String commandId, String market, String participant, Offer offer) {
    return SupplyOffer.newBuilder()
        .setCommandId(commandId)
        .setMarket(market)
        .setParticipant(participant)
        .setSite(offer.site())
        .setHardware(offer.hardware())
        .setKilowatts(kilowatts(offer.mw()))
        .setRates(rates(offer.rates()))
        .setIntervals(Objects.requireNonNullElse(offer.intervals(), 1L))
        .setSteps(
            each(offer.steps(), step -> new AskStep(kilowatts(step.mw()), rates(step.rates()))))
        .setPools(each(offer.pools(), pool -> new Pool(pool.pool(), kilowatts(pool.mw()))))
        .setRecipes(
            each(
                offer.recipes(),
                recipe -> new Recipe(recipe.tier(), ticks(recipe.ask()), recipe.rates())))
        .setUntilCancelled(Boolean.TRUE.equals(offer.untilCancelled()))
        .setInterval(Objects.requireNonNullElse(offer.interval(), -1L))
        .build();
  }

  static TokenDemand demand(String commandId, String market, String participant, Demand demand) {
    return TokenDemand.newBuilder()
        .setCommandId(commandId)
        .setMarket(market)
        .setParticipant(participant)
        .setTier(demand.tier())
        .setLots(lots(demand.tokens()))
        .setLimitPrice(ticks(demand.limitPrice()))
        .setIntervals(Objects.requireNonNullElse(demand.intervals(), 1L))
        .setSteps(
            each(
                demand.steps(),
                step -> new DemandStep(lots(step.tokens()), ticks(step.limitPrice()))))
        .setOnce(Boolean.TRUE.equals(demand.once()))
        .setUntilCancelled(Boolean.TRUE.equals(demand.untilCancelled()))
        .setInterval(Objects.requireNonNullElse(demand.interval(), -1L))
        .build();
  }

  static Offer offer(SupplyOffer offer) {
    return new Offer(
        offer.getSite(),
        offer.getHardware(),
        megawatts(offer.getKilowatts()),
        resources(offer.getRates()),
        offer.getIntervals(),
        each(
            offer.getSteps(),
            step -> new Offer.Step(megawatts(step.getKilowatts()), resources(step.getRates()))),
        each(
            offer.getPools(),
            pool -> new Offer.Pool(pool.getPool(), megawatts(pool.getKilowatts()))),
        each(
            offer.getRecipes(),
            recipe ->
                new Offer.Recipe(
                    recipe.getTier(), Units.price(recipe.getAsk()), recipe.getRates())),
        offer.getUntilCancelled(),
        offer.getInterval() < 0 ? null : offer.getInterval());
  }

  static Demand demand(TokenDemand demand) {
    return new Demand(
        demand.getTier(),
        Resources.tokens(demand.getLots()),
        Units.price(demand.getLimitPrice()),
        demand.getIntervals(),
        each(
            demand.getSteps(),
            step ->
                new Demand.Step(
                    Resources.tokens(step.getLots()), Units.price(step.getLimitPrice()))),
        demand.getOnce(),
        demand.getUntilCancelled(),
        demand.getInterval() < 0 ? null : demand.getInterval());
  }

  private static List<TierRate> rates(List<Rate> rates) {
    return each(
        rates, rate -> new TierRate(rate.tier(), rate.tokensPerSecondPerMw(), ticks(rate.ask())));
  }

  private static List<Rate> resources(List<TierRate> rates) {
    return each(
        rates,
        rate ->
            new Rate(rate.getTier(), rate.getTokensPerSecondPerMw(), Units.price(rate.getAsk())));
  }

  private static <T, R> List<R> each(List<T> given, Function<T, R> made) {
    return given == null ? List.of() : given.stream().map(made).toList();
  }

  private static long kilowatts(BigDecimal megawatts) {
    return megawatts.movePointRight(KILO).longValueExact();
  }

  private static long ticks(BigDecimal dollars) {
    return Units.ticks(dollars);
  }

  private static long lots(BigInteger tokens) {
    return tokens.divide(LOT).longValueExact();
  }

  private static BigDecimal megawatts(long kilowatts) {
    return BigDecimal.valueOf(kilowatts, KILO);
  }
}
