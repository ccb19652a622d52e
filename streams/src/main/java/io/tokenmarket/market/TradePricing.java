package io.tokenmarket.market;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;

/**
 * Last stage of an auction: its trades in money. The fee is rounded down trade by trade, so an
 * offer's fee is the sum over its trades.
 */
final class TradePricing {
  private final Rules rules;
  private final Collected orders;
  private final Book book;
  private final Outcome outcome;
  private final long[] fees;
  private final long[] earned;
  private final MoneySum[] tierFees;
  private final long[] delivered;
  private final long[] received;
  private final MoneySum allFees = new MoneySum();

  /**
   * @throws IllegalStateException where the trades do not add up to the awards, or the money of the
   *     buyers to that of the sellers and the exchange
   */
  TradePricing(Rules rules, Collected orders, Outcome outcome) {
    this.rules = rules;
    this.orders = orders;
    this.book = orders.book();
    this.outcome = outcome;
    this.fees = new long[book.offers() * book.tiers()];
    this.earned = new long[book.offers() * book.tiers()];
    this.tierFees = new MoneySum[book.tiers()];
    Arrays.setAll(tierFees, t -> new MoneySum());
    this.delivered = new long[book.offers() * book.tiers()];
    this.received = new long[book.bids()];
    for (int k = 0; k < outcome.trades(); k++) {
      settle(k);
    }
    checkLots();
    checkMoney();
  }

  private void settle(int trade) {
    int run = run(outcome.seller(trade), outcome.awardedTier(trade));
    long fee = fee(trade);
    fees[run] += fee;
    delivered[run] += outcome.tradedLots(trade);
    earned[run] += cost(tier(trade), outcome.tradedLots(trade));
    tierFees[tier(trade)].add(fee);
    received[outcome.buyer(trade)] += outcome.tradedLots(trade);
    allFees.add(fee);
  }

  /** The tier that was bought. */
  int tier(int trade) {
    return book.bidTier(outcome.buyer(trade));
  }

  /** What the lots cost at the tier's clearing price, nano-dollars. */
  long cost(int tier, long lots) {
    return Math.multiplyExact(lots, outcome.price(tier));
  }

  /** What the exchange keeps of a trade, nano-dollars; nothing of a netted one. */
  long fee(int trade) {
    return isNetted(trade) ? 0 : rules.fee(cost(tier(trade), outcome.tradedLots(trade)));
  }

  /** Whether the market nets own trades and this is one. */
  boolean isNetted(int trade) {
    return rules.definition().getNetOwnTrades()
        && orders
            .offer(outcome.seller(trade))
            .getParticipant()
            .equals(orders.demand(outcome.buyer(trade)).getParticipant());
  }

  /** What all an offer made of a tier brings before the fee, nano-dollars. */
  long earned(int offer, int tier) {
    return earned[run(offer, tier)];
  }

  /** What the exchange keeps of all an offer sold of a tier, nano-dollars. */
  long fee(int offer, int tier) {
    return fees[run(offer, tier)];
  }

  /** What buyers paid for a tier. */
  BigInteger revenue(int tier) {
    return BigInteger.valueOf(outcome.sold(tier)).multiply(BigInteger.valueOf(outcome.price(tier)));
  }

  /** What the exchange keeps of what was bought of a tier. */
  BigInteger fees(int tier) {
    return tierFees[tier].total();
  }

  /** What buyers paid. */
  BigInteger paid() {
    MoneySum sum = new MoneySum();
    for (int j = 0; j < book.bids(); j++) {
      sum.add(cost(book.bidTier(j), outcome.filled(j)));
    }
    return sum.total();
  }

  /** What the exchange keeps. */
  BigInteger fees() {
    return allFees.total();
  }

  private BigInteger earned() {
    MoneySum sum = new MoneySum();
    for (int i = 0; i < book.offers(); i++) {
      for (int t = 0; t < book.tiers(); t++) {
        sum.add(earned(i, t) - fee(i, t));
      }
    }
    return sum.total();
  }

  private void checkMoney() {
    BigInteger spent = earned().add(fees());
    if (!paid().equals(spent)) {
      throw unbalanced("money in " + paid() + " is not money out " + spent);
    }
  }

  private void checkLots() {
    long made = 0;
    long sold = 0;
    for (int i = 0; i < book.offers(); i++) {
      for (int t = 0; t < book.tiers(); t++) {
        require(delivered[run(i, t)] == outcome.made(i, t), "offer %d sells what it makes", i);
        made += outcome.made(i, t);
      }
    }
    long[] bought = new long[book.tiers()];
    for (int j = 0; j < book.bids(); j++) {
      require(received[j] == outcome.filled(j), "bid %d buys what it is filled with", j);
      bought[book.bidTier(j)] += outcome.filled(j);
    }
    for (int t = 0; t < book.tiers(); t++) {
      require(bought[t] == outcome.sold(t), "what is bought of tier %d is what is sold", t);
      sold += outcome.sold(t);
    }
    require(made == sold, "of %d lots, what is made is what is sold", made);
  }

  /** The sentence is made only where it is needed: there is a rule for every bid. */
  private static void require(boolean holds, String rule, long number) {
    if (!holds) {
      throw unbalanced(String.format(Locale.ROOT, rule, number));
    }
  }

  private static IllegalStateException unbalanced(String rule) {
    return new IllegalStateException("the auction does not balance: " + rule);
  }

  private int run(int offer, int tier) {
    return offer * book.tiers() + tier;
  }
}
