package io.tokenmarket.replay;

import io.tokenmarket.clearing.Outcome;
import io.tokenmarket.clearing.Recipes;
import io.tokenmarket.market.CommandName;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Trade;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * The outcome of an auction, read back from the records that report it: what offers make from the
 * clearing, what bids get from their awards, who delivers to whom from the trades.
 */
final class ReportedOutcome implements Outcome {
  private static final int NANO = 9;

  private final IndependentBook orders;
  private final Clearing clearing;
  private final List<Trade> trades;
  private final long[][] made;
  private final long[] filled;

  /** Place of each offer's first pool among those of the clearing. */
  private final int[] firstPool;

  private final Map<CommandName, Integer> lines = new HashMap<>();

  /**
   * @param events all that the gate caused
   * @throws UnknownOrderException where one names an order or tier that is not in the book
   */
  ReportedOutcome(IndependentBook orders, Clearing clearing, List<SpecificRecord> events) {
    this.orders = orders;
    this.clearing = clearing;
    this.trades = events.stream().filter(Trade.class::isInstance).map(Trade.class::cast).toList();
    this.made = new long[orders.book().offers()][orders.book().tiers()];
    this.filled = new long[orders.book().bids()];
    this.firstPool = new int[orders.book().offers()];
    for (int i = 1; i < firstPool.length; i++) {
      boolean pooled = orders.book().recipes().has(i - 1);
      firstPool[i] = firstPool[i - 1] + (pooled ? Recipes.POOLS : 0);
    }
    clearing.getOffers().forEach(this::run);
    events.stream()
        .filter(OrderAwarded.class::isInstance)
        .map(OrderAwarded.class::cast)
        .filter(award -> !orders.isOffer(order(award)))
        .forEach(this::fill);
  }

  /** Each line of the clearing is the next step of its offer. */
  private void run(OfferClearing offer) {
    CommandName name = new CommandName(offer.getFactory(), offer.getOfferId());
    int step = lines.merge(name, 1, Integer::sum) - 1;
    int i = known(orders.offer(name, step), "offer " + name.text());
    offer
        .getRuns()
        .forEach(
            run ->
                made[i][known(orders.tier(run.getTier()), "tier " + run.getTier())] +=
                    run.getLots());
  }

  /** An award is of the order: its best steps first; what is too much stays with the last. */
  private void fill(OrderAwarded award) {
    List<Integer> bids = orders.bids(order(award));
    known(bids.size() - 1, "demand " + order(award).text());
    long rest = award.getLots();
    for (int bid : bids) {
      long lots = Math.min(rest, orders.book().bidLots(bid));
      filled[bid] += lots;
      rest -= lots;
    }
    filled[bids.get(bids.size() - 1)] += rest;
  }

  private static CommandName order(OrderAwarded award) {
    return new CommandName(award.getParticipant(), award.getOrderId());
  }

  private static int known(int index, String name) {
    if (index < 0) {
      throw new UnknownOrderException(name);
    }
    return index;
  }

  private TierClearing tier(int tier) {
    return clearing.getTiers().get(tier);
  }

  @Override
  public long price(int tier) {
    return tier(tier).getPrice();
  }

  @Override
  public long lowest(int tier) {
    return tier(tier).getLowest();
  }

  @Override
  public long highest(int tier) {
    return tier(tier).getHighest();
  }

  @Override
  public long sold(int tier) {
    return tier(tier).getLots();
  }

  @Override
  public long made(int offer, int tier) {
    return made[offer][tier];
  }

  @Override
  public long madeBy(int recipe) {
    return clearing.getRecipeLots().get(recipe);
  }

  @Override
  public long filled(int bid) {
    return filled[bid];
  }

  /** The clearing names every open offer, in the order of the book. */
  @Override
  public long rent(int offer) {
    return clearing.getOffers().get(offer).getRent();
  }

  /** The clearing names the pools of each offer that has them, in the order of the book. */
  @Override
  public long poolRent(int offer, int pool) {
    return clearing.getPools().get(firstPool[offer] + pool).getRent();
  }

  @Override
  public int trades() {
    return trades.size();
  }

  @Override
  public int awardedTier(int trade) {
    Trade made = trades.get(trade);
    String tier = made.getAwardedTier().isEmpty() ? made.getTier() : made.getAwardedTier();
    return known(orders.tier(tier), "tier " + tier);
  }

  @Override
  public int seller(int trade) {
    Trade made = trades.get(trade);
    CommandName offer = new CommandName(made.getFactory(), made.getOfferId());
    return known(orders.offer(offer, made.getOfferStep()), "offer " + offer.text());
  }

  @Override
  public int buyer(int trade) {
    Trade made = trades.get(trade);
    CommandName demand = new CommandName(made.getConsumer(), made.getDemandId());
    return known(orders.bid(demand, made.getDemandStep()), "demand " + demand.text());
  }

  @Override
  public long tradedLots(int trade) {
    return trades.get(trade).getLots();
  }

  @Override
  public BigInteger welfare() {
    return nanoDollars(clearing.getWelfare());
  }

  @Override
  public BigInteger gap() {
    return nanoDollars(clearing.getGap());
  }

  private static BigInteger nanoDollars(BigDecimal dollars) {
    return dollars.movePointRight(NANO).toBigIntegerExact();
  }
}
