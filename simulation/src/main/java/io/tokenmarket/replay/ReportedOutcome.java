package io.tokenmarket.replay;

import io.tokenmarket.clearing.Outcome;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Trade;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * The outcome of an auction, read back from the records that report it: what offers make from the
 * clearing, what bids get from their awards, who delivers to whom from the trades.
 */
final class ReportedOutcome implements Outcome {
  private static final int NANO = 9;

  private final OpenBook orders;
  private final Clearing clearing;
  private final List<Trade> trades;
  private final long[][] made;
  private final long[] filled;

  /**
   * @param events all that the gate caused
   * @throws UnknownOrderException where one names an order or tier that is not in the book
   */
  ReportedOutcome(OpenBook orders, Clearing clearing, List<SpecificRecord> events) {
    this.orders = orders;
    this.clearing = clearing;
    this.trades = events.stream().filter(Trade.class::isInstance).map(Trade.class::cast).toList();
    this.made = new long[orders.book().offers()][orders.book().tiers()];
    this.filled = new long[orders.book().bids()];
    clearing.getOffers().forEach(this::run);
    events.stream()
        .filter(OrderAwarded.class::isInstance)
        .map(OrderAwarded.class::cast)
        .filter(award -> orders.offer(award.getOrderId()) < 0)
        .forEach(award -> filled[bid(award.getOrderId())] += award.getLots());
  }

  private void run(OfferClearing offer) {
    int i = known(orders.offer(offer.getOfferId()), "offer " + offer.getOfferId());
    offer
        .getRuns()
        .forEach(
            run ->
                made[i][known(orders.tier(run.getTier()), "tier " + run.getTier())] +=
                    run.getLots());
  }

  private int bid(String orderId) {
    return known(orders.bid(orderId), "demand " + orderId);
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

  /** No record reports recipes. */
  @Override
  public long madeBy(int recipe) {
    return 0;
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

  /** No record reports pools. */
  @Override
  public long poolRent(int offer, int pool) {
    return 0;
  }

  @Override
  public int trades() {
    return trades.size();
  }

  @Override
  public int awardedTier(int trade) {
    return known(orders.tier(trades.get(trade).getTier()), "tier");
  }

  @Override
  public int seller(int trade) {
    String offerId = trades.get(trade).getOfferId();
    return known(orders.offer(offerId), "offer " + offerId);
  }

  @Override
  public int buyer(int trade) {
    return bid(trades.get(trade).getDemandId());
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
