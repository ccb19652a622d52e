package io.tokenmarket.market;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import io.tokenmarket.schemas.AskStep;
import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.Recipe;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * First stage of an auction: the open orders, and the same as a book. Each step of an order is an
 * offer or bid of the book by itself; the steps of one order are side by side, orders in log order.
 */
final class Collected {
  /** A step of an order, numbered from 0. */
  private record Step(OpenOrder order, int number) {}

  private final Rules rules;
  private final Book book;

  /** By offer and by bid of the book. */
  private final List<Step> offers = new ArrayList<>();

  private final List<Step> demands = new ArrayList<>();
  private final List<Long> kilowatts = new ArrayList<>();
  private final long[] fullRun;
  private final long[] ask;

  Collected(Rules rules, Iterable<OpenOrder> orders) {
    this.rules = rules;
    this.book = new Book(rules.tiers());
    this.fullRun = new long[rules.tiers()];
    this.ask = new long[rules.tiers()];
    if (rules.definition().getCascade()) {
      book.cascade(IntStream.range(0, rules.tiers()).map(t -> rules.tiers() - 1 - t).toArray());
    }
    orders.forEach(this::collect);
  }

  private void collect(OpenOrder order) {
    if (order.getTerms() instanceof TokenDemand demand) {
      collect(order, demand);
    } else {
      collect(order, (SupplyOffer) order.getTerms());
    }
  }

  /** What a demand that is wanted once has got is taken off its steps, the best price first. */
  private void collect(OpenOrder order, TokenDemand demand) {
    int tier = rules.tier(demand.getTier());
    long gone = demand.getOnce() ? order.getFilled() : 0;
    int number = 0;
    gone = bid(order, number++, tier, demand.getLots(), demand.getLimitPrice(), gone);
    for (DemandStep step : demand.getSteps()) {
      gone = bid(order, number++, tier, step.getLots(), step.getLimitPrice(), gone);
    }
  }

  private long bid(OpenOrder order, int step, int tier, long lots, long limit, long gone) {
    long rest = lots - Math.min(lots, gone);
    if (rest > 0) {
      demands.add(new Step(order, step));
      book.bid(tier, rest, limit);
    }
    return gone - (lots - rest);
  }

  private void collect(OpenOrder order, SupplyOffer offer) {
    if (PoolRules.hasPools(offer)) {
      pools(order, offer);
      return;
    }
    int number = 0;
    quote(new Step(order, number++), offer.getKilowatts(), offer.getRates());
    for (AskStep step : offer.getSteps()) {
      quote(new Step(order, number++), step.getKilowatts(), step.getRates());
    }
  }

  private void quote(Step step, long power, List<TierRate> rates) {
    Arrays.fill(fullRun, 0);
    Arrays.fill(ask, 0);
    for (TierRate rate : rates) {
      if (rate.getTokensPerSecondPerMw() > 0) {
        int tier = rules.tier(rate.getTier());
        fullRun[tier] = rules.fullRun(power, rate.getTokensPerSecondPerMw());
        ask[tier] = rate.getAsk();
      }
    }
    offers.add(step);
    kilowatts.add(power);
    book.offer(fullRun, ask);
  }

  private void pools(OpenOrder order, SupplyOffer offer) {
    List<Recipe> recipes = offer.getRecipes();
    Arrays.fill(ask, 0);
    recipes.forEach(recipe -> ask[rules.tier(recipe.getTier())] = recipe.getAsk());
    offers.add(new Step(order, 0));
    kilowatts.add(offer.getKilowatts());
    book.offer(
        recipes.stream().mapToInt(recipe -> rules.tier(recipe.getTier())).toArray(),
        recipes.stream().mapToLong(recipe -> rules.run(offer, recipe, 0)).toArray(),
        recipes.stream().mapToLong(recipe -> rules.run(offer, recipe, 1)).toArray(),
        ask);
  }

  Book book() {
    return book;
  }

  /** The terms of the order that offer i of the book is a step of. */
  SupplyOffer offer(int i) {
    return (SupplyOffer) offers.get(i).order().getTerms();
  }

  /** Power of offer i of the book, kW. */
  long kilowatts(int i) {
    return kilowatts.get(i);
  }

  /** The terms of the order that bid j of the book is a step of. */
  TokenDemand demand(int j) {
    return (TokenDemand) demands.get(j).order().getTerms();
  }

  /** The order that bid j of the book is a step of. */
  OpenOrder demandOrder(int j) {
    return demands.get(j).order();
  }

  /** The step of its order that offer i of the book is. */
  int offerStep(int i) {
    return offers.get(i).number();
  }

  /** The step of its order that bid j of the book is. */
  int demandStep(int j) {
    return demands.get(j).number();
  }

  /** Index behind the last offer of the book that is a step of the same order as offer i. */
  int offersEnd(int i) {
    return end(offers, i);
  }

  /** Index behind the last bid of the book that is a step of the same order as bid j. */
  int bidsEnd(int j) {
    return end(demands, j);
  }

  private static int end(List<Step> orders, int from) {
    int end = from + 1;
    while (end < orders.size() && orders.get(end).order() == orders.get(from).order()) {
      end++;
    }
    return end;
  }

  /** Lots that the bids from j up to the end get. */
  static long filled(Outcome outcome, int from, int end) {
    long lots = 0;
    for (int j = from; j < end; j++) {
      lots += outcome.filled(j);
    }
    return lots;
  }
}
