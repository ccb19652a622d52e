package io.tokenmarket.replay;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Recipes;
import io.tokenmarket.market.CommandName;
import io.tokenmarket.market.Reason;
import io.tokenmarket.schemas.AskStep;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.Recipe;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/**
 * The open orders of a market as a book, made from their terms and the rules alone: it shares no
 * code with the book that the market itself makes.
 */
final class IndependentBook {
  /** 1,000 kW/MW x 1,000 ms/s x 1,000 tokens/lot. */
  private static final BigInteger KILOWATT_RATE_MILLIS_PER_LOT = BigInteger.valueOf(1_000_000_000);

  private static final int MOST_STEPS = 16;

  /** A step of an order, numbered from 0. */
  private record Step(CommandName order, int number) {}

  /** An offer of the book: a step of an order, or one of several pools. */
  private record Line(CommandName order, long kilowatts, List<Pool> pools) {}

  private final MarketDefinition rules;
  private final Book book;
  private final Map<String, Integer> tiers = new HashMap<>();
  private final Map<Step, Integer> offers = new HashMap<>();
  private final Map<Step, Integer> bids = new HashMap<>();
  private final List<Line> lines = new ArrayList<>();

  private IndependentBook(MarketDefinition rules) {
    this.rules = rules;
    this.book = new Book(rules.getTiers().size());
    rules.getTiers().forEach(tier -> tiers.put(tier.getTier(), tiers.size()));
    if (rules.getCascade()) {
      book.cascade(IntStream.range(0, book.tiers()).map(t -> book.tiers() - 1 - t).toArray());
    }
  }

  /**
   * The book of an auction.
   *
   * @param open the orders open at the gate, in log order
   * @param caused all that the gate caused: what it names as poison, the auction was held without,
   *     and from rulebook 1 on without what it names as beyond a budget
   */
  static IndependentBook of(
      MarketDefinition rules, Collection<OpenOrder> open, List<SpecificRecord> caused) {
    Set<CommandName> leftOut = leftOut(rules, caused);
    IndependentBook book = new IndependentBook(rules);
    open.stream()
        .filter(order -> !leftOut.contains(CommandName.of(order)))
        .filter(order -> takesPart(order, caused))
        .forEach(book::add);
    return book;
  }

  private static Set<CommandName> leftOut(MarketDefinition rules, List<SpecificRecord> caused) {
    Set<String> reasons =
        rules.getRulebook() == 0
            ? Set.of(Reason.POISON.name())
            : Set.of(Reason.POISON.name(), Reason.BUDGET_EXCEEDED.name());
    return caused.stream()
        .filter(OrderRejected.class::isInstance)
        .map(OrderRejected.class::cast)
        .filter(refusal -> reasons.contains(refusal.getReason()))
        .map(refusal -> new CommandName(refusal.getParticipant(), refusal.getCommandId()))
        .collect(Collectors.toSet());
  }

  /** An order for one interval is in that auction only. */
  private static boolean takesPart(OpenOrder order, List<SpecificRecord> caused) {
    long only =
        order.getTerms() instanceof SupplyOffer offer
            ? offer.getInterval()
            : ((TokenDemand) order.getTerms()).getInterval();
    return only == -1
        || caused.stream()
            .anyMatch(event -> event instanceof Clearing held && held.getInterval() == only);
  }

  private void add(OpenOrder order) {
    if (order.getTerms() instanceof SupplyOffer offer) {
      add(offer);
    } else {
      add((TokenDemand) order.getTerms(), order.getFilled());
    }
  }

  private void add(SupplyOffer offer) {
    CommandName name = new CommandName(offer.getParticipant(), offer.getCommandId());
    lines.add(new Line(name, offer.getKilowatts(), offer.getPools()));
    if (!offer.getPools().isEmpty()) {
      offers.put(new Step(name, 0), pooled(offer));
      return;
    }
    offers.put(new Step(name, 0), quote(offer.getKilowatts(), offer.getRates()));
    for (int k = 0; k < offer.getSteps().size(); k++) {
      AskStep step = offer.getSteps().get(k);
      lines.add(new Line(name, step.getKilowatts(), List.of()));
      offers.put(new Step(name, k + 1), quote(step.getKilowatts(), step.getRates()));
    }
  }

  /** A demand that is wanted once has been filled from its first step on. */
  private void add(TokenDemand demand, long filled) {
    CommandName name = new CommandName(demand.getParticipant(), demand.getCommandId());
    long gone = demand.getOnce() ? filled : 0;
    List<DemandStep> steps = new ArrayList<>();
    steps.add(new DemandStep(demand.getLots(), demand.getLimitPrice()));
    steps.addAll(demand.getSteps());
    for (int k = 0; k < steps.size(); k++) {
      long lots = steps.get(k).getLots();
      if (gone < lots) {
        int tier = tiers.get(demand.getTier());
        bids.put(new Step(name, k), book.bid(tier, lots - gone, steps.get(k).getLimitPrice()));
      }
      gone = Math.max(0, gone - lots);
    }
  }

  private int quote(long kilowatts, List<TierRate> rates) {
    long[] fullRun = new long[book.tiers()];
    long[] ask = new long[book.tiers()];
    for (TierRate rate : rates) {
      if (rate.getTokensPerSecondPerMw() > 0) {
        int tier = tiers.get(rate.getTier());
        fullRun[tier] = fullRun(kilowatts, rate.getTokensPerSecondPerMw());
        ask[tier] = rate.getAsk();
      }
    }
    return book.offer(fullRun, ask);
  }

  private int pooled(SupplyOffer offer) {
    int count = offer.getRecipes().size();
    int[] tier = new int[count];
    long[][] run = new long[2][count];
    long[] ask = new long[book.tiers()];
    for (int k = 0; k < count; k++) {
      Recipe recipe = offer.getRecipes().get(k);
      tier[k] = tiers.get(recipe.getTier());
      ask[tier[k]] = recipe.getAsk();
      for (int pool = 0; pool < 2; pool++) {
        long rate = recipe.getRates().get(pool);
        long kilowatts = offer.getPools().get(pool).getKilowatts();
        run[pool][k] = rate == 0 ? Recipes.UNLIMITED : fullRun(kilowatts, rate);
      }
    }
    return book.offer(tier, run[0], run[1], ask);
  }

  private long fullRun(long kilowatts, long rate) {
    return BigInteger.valueOf(kilowatts)
        .multiply(BigInteger.valueOf(rate))
        .multiply(BigInteger.valueOf(rules.getIntervalMillis()))
        .divide(KILOWATT_RATE_MILLIS_PER_LOT)
        .longValueExact();
  }

  Book book() {
    return book;
  }

  /** The order that offer i of the book is of. */
  CommandName offer(int i) {
    return lines.get(i).order();
  }

  /** Its power, kW. */
  long kilowatts(int i) {
    return lines.get(i).kilowatts();
  }

  /** Its pools, none where its power is of one kind. */
  List<Pool> pools(int i) {
    return lines.get(i).pools();
  }

  /** Index of a tier, or -1. */
  int tier(String name) {
    return tiers.getOrDefault(name, -1);
  }

  /** Index of a step of an open offer, or -1. */
  int offer(CommandName order, int step) {
    return offers.getOrDefault(new Step(order, step), -1);
  }

  /** Index of a step of an open demand among the bids, or -1. */
  int bid(CommandName order, int step) {
    return bids.getOrDefault(new Step(order, step), -1);
  }

  /** Whether the order is an offer of the book. */
  boolean isOffer(CommandName order) {
    return offer(order, 0) >= 0;
  }

  /** The bids of a demand that are in the book, the best price first. */
  List<Integer> bids(CommandName order) {
    return IntStream.rangeClosed(0, MOST_STEPS)
        .map(step -> bid(order, step))
        .filter(bid -> bid >= 0)
        .boxed()
        .toList();
  }
}
