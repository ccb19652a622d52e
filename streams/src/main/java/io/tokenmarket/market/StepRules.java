package io.tokenmarket.market;

import io.tokenmarket.schemas.AskStep;
import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Units;
import java.util.List;
import java.util.Optional;

/** What the steps behind the first of an order must hold to. */
final class StepRules {
  private static final int STEPS = 15;

  private final Rules rules;
  private final OrderRules orders;

  StepRules(Rules rules, OrderRules orders) {
    this.rules = rules;
    this.orders = orders;
  }

  /** The first rule the demand's steps break; their lots in all are those of one order. */
  Optional<Refusal> check(TokenDemand demand) {
    List<DemandStep> steps = demand.getSteps();
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    if (steps.size() > STEPS) {
      return tooMany(steps.size());
    }
    long before = demand.getLimitPrice();
    for (int i = 0; i < steps.size(); i++) {
      Optional<Refusal> refusal = step(demand.getTier(), steps.get(i), before, i + 1);
      if (refusal.isPresent()) {
        return refusal;
      }
      before = steps.get(i).getLimitPrice();
    }
    return OrderRules.quantity(OpenOrders.lots(demand));
  }

  private Optional<Refusal> step(String tier, DemandStep step, long before, int number) {
    return OrderRules.quantity(step.getLots())
        .or(() -> orders.price(tier, step.getLimitPrice()))
        .or(
            () ->
                Refusal.unless(
                    step.getLimitPrice() < before,
                    Reason.STEPS_INVALID,
                    number,
                    "its price is not below that of the step before"));
  }

  /** The first rule the offer's steps break; what they make in all is that of one order. */
  Optional<Refusal> check(SupplyOffer offer) {
    List<AskStep> steps = offer.getSteps();
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    if (steps.size() > STEPS) {
      return tooMany(steps.size());
    }
    for (AskStep step : steps) {
      Optional<Refusal> refusal =
          OrderRules.capacity(step.getKilowatts())
              .or(() -> orders.rates(step.getRates(), step.getKilowatts()));
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return together(offer);
  }

  private Optional<Refusal> together(SupplyOffer offer) {
    long kilowatts = offer.getKilowatts();
    long[] lots = new long[rules.tiers()];
    add(lots, offer.getRates(), offer.getKilowatts());
    for (AskStep step : offer.getSteps()) {
      kilowatts += step.getKilowatts();
      add(lots, step.getRates(), step.getKilowatts());
    }
    boolean fits = true;
    for (long each : lots) {
      fits &= each <= Units.LOTS_LIMIT;
    }
    boolean all = fits;
    return OrderRules.capacity(kilowatts)
        .or(
            () ->
                Refusal.unless(
                    all,
                    Reason.STEPS_INVALID,
                    offer.getSteps().size(),
                    "together they make more than 4294967296 lots of a tier"));
  }

  private void add(long[] lots, List<TierRate> rates, long kilowatts) {
    for (TierRate rate : rates) {
      lots[rules.tier(rate.getTier())] += rules.fullRun(kilowatts, rate.getTokensPerSecondPerMw());
    }
  }

  private static Optional<Refusal> tooMany(int steps) {
    return Optional.of(Refusal.of(Reason.STEPS_INVALID, steps, "there are too many"));
  }
}
