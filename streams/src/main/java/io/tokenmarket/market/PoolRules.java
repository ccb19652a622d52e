package io.tokenmarket.market;

import io.tokenmarket.clearing.Recipes;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.Recipe;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.Units;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the pools and recipes of an offer must hold to. */
final class PoolRules {
  private final Rules rules;
  private final OrderRules orders;

  PoolRules(Rules rules, OrderRules orders) {
    this.rules = rules;
    this.orders = orders;
  }

  static boolean hasPools(SupplyOffer offer) {
    return !offer.getPools().isEmpty() || !offer.getRecipes().isEmpty();
  }

  /** The first rule that is broken. */
  Optional<Refusal> check(SupplyOffer offer) {
    return unless(
            offer.getRates().isEmpty() && offer.getSteps().isEmpty(),
            "an offer with pools has rates or steps besides its recipes")
        .or(() -> pools(offer))
        .or(() -> recipes(offer));
  }

  private static Optional<Refusal> pools(SupplyOffer offer) {
    List<Pool> pools = offer.getPools();
    Set<String> names = new HashSet<>();
    long kilowatts = 0;
    for (Pool pool : pools) {
      Optional<Refusal> refusal =
          OrderRules.capacity(pool.getKilowatts())
              .or(() -> unless(Identity.isName(pool.getPool()), "a pool's name is no name"));
      if (refusal.isPresent()) {
        return refusal;
      }
      names.add(pool.getPool());
      kilowatts += pool.getKilowatts();
    }
    long sum = kilowatts;
    return unless(pools.size() == Recipes.POOLS, pools.size() + " pools")
        .or(() -> unless(names.size() == pools.size(), "two pools have one name"))
        .or(() -> unless(sum == offer.getKilowatts(), "the pools' power is not the offer's"));
  }

  private Optional<Refusal> recipes(SupplyOffer offer) {
    int count = offer.getRecipes().size();
    if (count < 1 || count > Recipes.MAX) {
      return unless(false, count + " recipes, where 1 to " + Recipes.MAX + " can be");
    }
    Map<String, Long> asks = new HashMap<>();
    boolean able = false;
    for (Recipe recipe : offer.getRecipes()) {
      Optional<Refusal> refusal = recipe(offer, recipe, asks);
      if (refusal.isPresent()) {
        return refusal;
      }
      able |= rules.run(offer, recipe, 0) > 0 && rules.run(offer, recipe, 1) > 0;
    }
    return Refusal.unless(able, Reason.NO_RATES);
  }

  private Optional<Refusal> recipe(SupplyOffer offer, Recipe recipe, Map<String, Long> asks) {
    return orders
        .tier(recipe.getTier())
        .or(() -> unless(recipe.getRates().size() == Recipes.POOLS, "a recipe has no two rates"))
        .or(() -> unless(!isIdle(recipe), "a recipe takes nothing of either pool"))
        .or(() -> rate(offer, recipe, 0))
        .or(() -> rate(offer, recipe, 1))
        .or(() -> orders.price(recipe.getTier(), recipe.getAsk()))
        .or(() -> oneAsk(recipe, asks));
  }

  private static boolean isIdle(Recipe recipe) {
    return recipe.getRates().stream().allMatch(rate -> rate == 0);
  }

  private Optional<Refusal> rate(SupplyOffer offer, Recipe recipe, int pool) {
    long rate = recipe.getRates().get(pool);
    long kilowatts = offer.getPools().get(pool).getKilowatts();
    boolean fits =
        rate >= 0 && rate <= Units.RATE_LIMIT && rules.fullRun(kilowatts, rate) <= Recipes.MAX_RUN;
    return Refusal.unless(fits, Reason.RATE_OUT_OF_RANGE, recipe.getTier(), rate, kilowatts);
  }

  private static Optional<Refusal> oneAsk(Recipe recipe, Map<String, Long> asks) {
    Long before = asks.putIfAbsent(recipe.getTier(), recipe.getAsk());
    return unless(
        before == null || before.equals(recipe.getAsk()), "two recipes of a tier ask two prices");
  }

  private static Optional<Refusal> unless(boolean holds, String broken) {
    return Refusal.unless(holds, Reason.POOLS_INVALID, broken);
  }
}
