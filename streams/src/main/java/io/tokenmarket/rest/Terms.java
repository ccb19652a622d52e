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
 * The terms of orders, as REST and as the protocol has them. Only units are changed here; whether
 * the terms are good is the market's to say.
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
        .setSite(required("site", offer.site()))
        .setHardware(required("hardware", offer.hardware()))
        .setKilowatts(kilowatts("mw", offer.mw()))
        .setRates(rates(offer.rates()))
        .setIntervals(Objects.requireNonNullElse(offer.intervals(), 1L))
        .setSteps(
            each(
                offer.steps(),
                step -> new AskStep(kilowatts("steps.mw", step.mw()), rates(step.rates()))))
        .setPools(
            each(
                offer.pools(),
                pool ->
                    new Pool(
                        required("pools.pool", pool.pool()), kilowatts("pools.mw", pool.mw()))))
        .setRecipes(
            each(
                offer.recipes(),
                recipe ->
                    new Recipe(
                        required("recipes.tier", recipe.tier()),
                        ticks("recipes.ask", recipe.ask()),
                        required("recipes.rates", recipe.rates()))))
        .setUntilCancelled(Boolean.TRUE.equals(offer.untilCancelled()))
        .setInterval(Objects.requireNonNullElse(offer.interval(), -1L))
        .build();
  }

  static TokenDemand demand(String commandId, String market, String participant, Demand demand) {
    return TokenDemand.newBuilder()
        .setCommandId(commandId)
        .setMarket(market)
        .setParticipant(participant)
        .setTier(required("tier", demand.tier()))
        .setLots(lots("tokens", demand.tokens()))
        .setLimitPrice(ticks("limitPrice", demand.limitPrice()))
        .setIntervals(Objects.requireNonNullElse(demand.intervals(), 1L))
        .setSteps(
            each(
                demand.steps(),
                step ->
                    new DemandStep(
                        lots("steps.tokens", step.tokens()),
                        ticks("steps.limitPrice", step.limitPrice()))))
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
        rates,
        rate ->
            new TierRate(
                required("rates.tier", rate.tier()),
                rate.tokensPerSecondPerMw(),
                ticks("rates.ask", rate.ask())));
  }

  private static List<Rate> resources(List<TierRate> rates) {
    return each(
        rates,
        rate ->
            new Rate(rate.getTier(), rate.getTokensPerSecondPerMw(), Units.price(rate.getAsk())));
  }

  private static <T, R> List<R> each(List<T> given, Function<T, R> made) {
    if (given == null) {
      return List.of();
    }
    return given.stream().map(one -> made.apply(required("in a list", one))).toList();
  }

  private static long kilowatts(String field, BigDecimal megawatts) {
    return exact(field, required(field, megawatts).movePointRight(KILO), "whole kW, as in 1.250");
  }

  private static long ticks(String field, BigDecimal dollars) {
    return exact(
        field,
        required(field, dollars).movePointRight(Units.price(0).scale()),
        "$ per million tokens with at most six decimals");
  }

  private static long lots(String field, BigInteger tokens) {
    BigInteger[] lots = required(field, tokens).divideAndRemainder(LOT);
    if (lots[1].signum() != 0) {
      throw refused(field, tokens, "whole lots of 1000 tokens");
    }
    return exact(field, new BigDecimal(lots[0]), "fewer");
  }

  /** A number of tokens, lots or not. */
  static long tokens(String field, BigInteger tokens) {
    return exact(field, new BigDecimal(required(field, tokens)), "fewer");
  }

  private static long exact(String field, BigDecimal number, String expected) {
    try {
      return number.longValueExact();
    } catch (ArithmeticException offGrid) {
      throw refused(field, number.toPlainString(), expected);
    }
  }

  private static BigDecimal megawatts(long kilowatts) {
    return BigDecimal.valueOf(kilowatts, KILO);
  }

  private static <T> T required(String field, T value) {
    if (value == null) {
      throw Refusal.BAD_BODY.because("The field " + field + " is missing.");
    }
    return value;
  }

  private static RefusedException refused(String field, Object given, String expected) {
    return Refusal.BAD_BODY.because(
        "The field " + field + " is " + given + " but must be " + expected + ".");
  }
}
