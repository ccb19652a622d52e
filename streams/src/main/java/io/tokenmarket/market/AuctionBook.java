package io.tokenmarket.market;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import java.util.List;

/**
 * The book of an auction for a reader: the same book that the market itself clears, and whose order
 * each of its offers and bids is. An order with steps is several of them, side by side.
 */
public final class AuctionBook {
  private final Rules rules;
  private final Collected collected;

  private AuctionBook(MarketDefinition definition, Iterable<OpenOrder> orders) {
    this.rules = new Rules(definition);
    this.collected = new Collected(rules, orders);
  }

  /**
   * @param definition the rules it is held by
   * @param orders in log order
   */
  public static AuctionBook of(MarketDefinition definition, Iterable<OpenOrder> orders) {
    return new AuctionBook(definition, orders);
  }

  /** The orders that the auction of this interval would be held over now, in log order. */
  public static List<OpenOrder> orders(MarketState state, long interval) {
    return List.copyOf(OrdersWithinBudget.of(state, interval).orders());
  }

  public Book book() {
    return collected.book();
  }

  /** The outcome, as the market would have it. */
  public Outcome clear() {
    return Solver.AUCTION.get().clear(collected.book());
  }

  /** The terms of the order that offer i of the book is a step of. */
  public SupplyOffer offer(int i) {
    return collected.offer(i);
  }

  /** The terms of the order that bid j of the book is a step of. */
  public TokenDemand demand(int j) {
    return collected.demand(j);
  }

  /** Name of a tier of the book. */
  public String tier(int t) {
    return rules.tierName(t);
  }
}
