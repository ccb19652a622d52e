package io.tokenmarket.market;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * First stage of an auction: the open orders, and the same as a book. Offer i of the book is {@link
 * #offers} i, bid j is {@link #demands} j, both in log order.
 */
final class Collected {
  private final Rules rules;
  private final Book book;
  private final List<OpenOrder> offers = new ArrayList<>();
  private final List<OpenOrder> demands = new ArrayList<>();
  private final long[] fullRun;
  private final long[] ask;

  Collected(Rules rules, Iterable<OpenOrder> orders) {
    this.rules = rules;
    this.book = new Book(rules.tiers());
    this.fullRun = new long[rules.tiers()];
    this.ask = new long[rules.tiers()];
    orders.forEach(this::collect);
  }

  private void collect(OpenOrder order) {
    if (order.getTerms() instanceof SupplyOffer offer) {
      offers.add(order);
      quote(offer);
    } else {
      TokenDemand demand = (TokenDemand) order.getTerms();
      demands.add(order);
      book.bid(rules.tier(demand.getTier()), demand.getLots(), demand.getLimitPrice());
    }
  }

  private void quote(SupplyOffer offer) {
    Arrays.fill(fullRun, 0);
    Arrays.fill(ask, 0);
    for (TierRate rate : offer.getRates()) {
      if (rate.getTokensPerSecondPerMw() > 0) {
        int tier = rules.tier(rate.getTier());
        fullRun[tier] = rules.fullRun(offer.getKilowatts(), rate.getTokensPerSecondPerMw());
        ask[tier] = rate.getAsk();
      }
    }
    book.offer(fullRun, ask);
  }

  Book book() {
    return book;
  }

  SupplyOffer offer(int i) {
    return (SupplyOffer) offers.get(i).getTerms();
  }

  TokenDemand demand(int j) {
    return (TokenDemand) demands.get(j).getTerms();
  }
}
