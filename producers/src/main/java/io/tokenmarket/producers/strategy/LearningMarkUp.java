package io.tokenmarket.producers.strategy;

import io.tokenmarket.producers.demand.Draw;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.Recipe;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRate;
import java.util.HashMap;
import java.util.Map;

/**
 * A factory that asks more than its cost, and finds out how much more pays: it tries each of a few
 * mark-ups, keeps an exponential average of what each earned above cost in an auction, and takes
 * the best, or one time in ten any. (An epsilon-greedy bandit: Sutton and Barto, "Reinforcement
 * Learning", chapter 2.)
 */
public final class LearningMarkUp implements Strategy {
  private static final long[] PER_CENT = {0, 10, 25, 50, 100, 200, 400, 800};
  private static final long ALL = 100;

  /** Any mark-up is taken one time in so many. */
  private static final long TRIAL = 10;

  /** The last auction counts for one part in so many of an average. */
  private static final int MEMORY = 8;

  private final MarketDefinition market;
  private final Draw draw;
  private final Map<String, Long> caps = new HashMap<>();
  private final Map<String, Long> costs = new HashMap<>();
  private final long[] profits = new long[PER_CENT.length];

  /** Mark-ups whose profit is known, of the first of the list. */
  private int tried;

  /** Index of the mark-up that was taken last, and what it has earned since, nano-dollars. */
  private int taken = -1;

  private long profit;

  public LearningMarkUp(MarketDefinition market, Draw draw) {
    this.market = market;
    this.draw = draw;
    for (TierDefinition tier : market.getTiers()) {
      caps.put(tier.getTier(), tier.getCap());
    }
  }

  @Override
  public SupplyOffer offer(long interval, SupplyOffer truthful) {
    learn();
    taken = choose(draw.of(interval));
    costs.clear();
    truthful.getRates().forEach(rate -> costs.put(rate.getTier(), rate.getAsk()));
    truthful.getRecipes().forEach(recipe -> costs.put(recipe.getTier(), recipe.getAsk()));
    return SupplyOffer.newBuilder(truthful)
        .setRates(truthful.getRates().stream().map(this::marked).toList())
        .setRecipes(truthful.getRecipes().stream().map(this::marked).toList())
        .build();
  }

  @Override
  public void awarded(OrderAwarded award) {
    long cost = Math.multiplyExact(award.getLots(), costs.get(award.getTier()));
    long earned = award.getNanoDollars() - award.getFeeNanoDollars() - cost;
    profit = Math.addExact(profit, earned);
  }

  private void learn() {
    if (taken == tried) {
      profits[tried++] = profit;
    } else if (taken >= 0) {
      profits[taken] += Math.floorDiv(profit - profits[taken], MEMORY);
    }
    profit = 0;
  }

  private int choose(Draw now) {
    if (tried < profits.length) {
      return tried;
    }
    return now.below(TRIAL) == 0 ? (int) now.of("which").below(profits.length) : best();
  }

  /** The lowest of the best. */
  private int best() {
    int best = 0;
    for (int each = 1; each < profits.length; each++) {
      best = profits[each] > profits[best] ? each : best;
    }
    return best;
  }

  private TierRate marked(TierRate rate) {
    return TierRate.newBuilder(rate).setAsk(marked(rate.getTier(), rate.getAsk())).build();
  }

  private Recipe marked(Recipe recipe) {
    return Recipe.newBuilder(recipe).setAsk(marked(recipe.getTier(), recipe.getAsk())).build();
  }

  /** Up to the price step, at most the cap. */
  private long marked(String tier, long cost) {
    long step = market.getPriceStep();
    long asked = cost * (ALL + PER_CENT[taken]);
    long steps = (asked + step * ALL - 1) / (step * ALL);
    return Math.min(caps.get(tier), steps * step);
  }
}
