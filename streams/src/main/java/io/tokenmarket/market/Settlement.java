package io.tokenmarket.market;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import java.math.BigInteger;

/**
 * Last stage of an auction: its trades in money. The fee is rounded down trade by trade, so an
 * offer's fee is the sum over its trades.
 */
final class Settlement {
  private final Rules rules;
  private final Book book;
  private final Outcome outcome;
  private final long[] fees;
  private final long[] delivered;
  private final long[] received;
  private final MoneySum allFees = new MoneySum();

  /**
   * @throws IllegalStateException where the trades do not add up to the awards, or the money of the
   *     buyers to that of the sellers and the exchange
   */
  Settlement(Rules rules, Book book, Outcome outcome) {
    this.rules = rules;
    this.book = book;
    this.outcome = outcome;
    this.fees = new long[book.offers() * book.tiers()];
    this.delivered = new long[book.offers() * book.tiers()];
    this.received = new long[book.bids()];
    for (int k = 0; k < outcome.trades(); k++) {
      settle(k);
    }
    checkLots();
    checkMoney();
  }

  private void settle(int trade) {
    int run = run(outcome.seller(trade), tier(trade));
    long fee = fee(trade);
    fees[run] += fee;
    delivered[run] += outcome.tradedLots(trade);
    received[outcome.buyer(trade)] += outcome.tradedLots(trade);
    allFees.add(fee);
  }

  /** The tier a trade is of. */
  int tier(int trade) {
    return book.bidTier(outcome.buyer(trade));
  }

  /** What the lots cost at the tier's clearing price, nano-dollars. */
  long cost(int tier, long lots) {
    return Math.multiplyExact(lots, outcome.price(tier));
  }

  /** What the exchange keeps of a trade, nano-dollars. */
  long fee(int trade) {
    return rules.fee(cost(tier(trade), outcome.tradedLots(trade)));
  }

  /** What the exchange keeps of all an offer sold of a tier, nano-dollars. */
  long fee(int offer, int tier) {
    return fees[run(offer, tier)];
  }

  /** What buyers paid for a tier. */
  BigInteger revenue(int tier) {
    return BigInteger.valueOf(outcome.sold(tier)).multiply(BigInteger.valueOf(outcome.price(tier)));
  }

  /** What the exchange keeps of a tier. */
  BigInteger fees(int tier) {
    MoneySum sum = new MoneySum();
    for (int i = 0; i < book.offers(); i++) {
      sum.add(fee(i, tier));
    }
    return sum.total();
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
        sum.add(cost(t, outcome.made(i, t)) - fee(i, t));
      }
    }
    return sum.total();
  }

  private void checkMoney() {
    BigInteger spent = earned().add(fees());
    require(paid().equals(spent), "money in " + paid() + " is not money out " + spent);
  }

  private void checkLots() {
    long[] sold = new long[book.tiers()];
    for (int i = 0; i < book.offers(); i++) {
      for (int t = 0; t < book.tiers(); t++) {
        require(delivered[run(i, t)] == outcome.made(i, t), "offer " + i + " sells what it makes");
        sold[t] += outcome.made(i, t);
      }
    }
    for (int j = 0; j < book.bids(); j++) {
      require(received[j] == outcome.filled(j), "bid " + j + " buys what it is filled with");
    }
    for (int t = 0; t < book.tiers(); t++) {
      require(sold[t] == outcome.sold(t), "what is made of tier " + t + " is what is sold");
    }
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalStateException("the auction does not balance: " + rule);
    }
  }

  private int run(int offer, int tier) {
    return offer * book.tiers() + tier;
  }
}
