package io.tokenmarket.replay;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.market.Reason;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * The open orders of a market as a book, made from their terms and the rules alone: it shares no
 * code with the book that the market itself makes.
 */
final class OpenBook {
  /** 1,000 kW/MW x 1,000 ms/s x 1,000 tokens/lot. */
  private static final BigInteger KILOWATT_RATE_MILLIS_PER_LOT = BigInteger.valueOf(1_000_000_000);

  private final MarketDefinition rules;
  private final Book book;
  private final Map<String, Integer> tiers = new HashMap<>();
  private final Map<String, Integer> offers = new HashMap<>();
  private final Map<String, Integer> bids = new HashMap<>();

  private OpenBook(MarketDefinition rules) {
    this.rules = rules;
    this.book = new Book(rules.getTiers().size());
    rules.getTiers().forEach(tier -> tiers.put(tier.getTier(), tiers.size()));
  }

  /**
   * The book of an auction.
   *
   * @param open the orders that stood at the gate, in log order
   * @param caused all that the gate caused: what it names as poison, the auction was held without
   */
  static OpenBook of(
      MarketDefinition rules, Collection<OpenOrder> open, List<SpecificRecord> caused) {
    Set<String> poisonous = poisonous(caused);
    OpenBook book = new OpenBook(rules);
    open.stream().filter(order -> !poisonous.contains(order.getOrderId())).forEach(book::add);
    return book;
  }

  private static Set<String> poisonous(List<SpecificRecord> caused) {
    return caused.stream()
        .filter(OrderRejected.class::isInstance)
        .map(OrderRejected.class::cast)
        .filter(refusal -> refusal.getReason().equals(Reason.POISON.name()))
        .map(OrderRejected::getCommandId)
        .collect(Collectors.toSet());
  }

  private void add(OpenOrder order) {
    if (order.getTerms() instanceof SupplyOffer offer) {
      offers.put(order.getOrderId(), quote(offer));
    } else {
      TokenDemand bid = (TokenDemand) order.getTerms();
      bids.put(
          order.getOrderId(),
          book.bid(tiers.get(bid.getTier()), bid.getLots(), bid.getLimitPrice()));
    }
  }

  private int quote(SupplyOffer offer) {
    long[] fullRun = new long[book.tiers()];
    long[] ask = new long[book.tiers()];
    for (TierRate rate : offer.getRates()) {
      if (rate.getTokensPerSecondPerMw() > 0) {
        int tier = tiers.get(rate.getTier());
        fullRun[tier] = fullRun(offer.getKilowatts(), rate.getTokensPerSecondPerMw());
        ask[tier] = rate.getAsk();
      }
    }
    return book.offer(fullRun, ask);
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

  /** Index of a tier, or -1. */
  int tier(String name) {
    return tiers.getOrDefault(name, -1);
  }

  /** Index of an open offer, or -1. */
  int offer(String orderId) {
    return offers.getOrDefault(orderId, -1);
  }

  /** Index of an open demand among the bids, or -1. */
  int bid(String orderId) {
    return bids.getOrDefault(orderId, -1);
  }
}
