package io.tokenmarket.compare;

import io.tokenmarket.clearing.Auction;
import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A book of its own for every tier, each cleared by the same auction at one price. Before that each
 * seller has to say how much of its power goes into which book, and guesses: {@link PowerGuess}.
 */
final class SeparateBooks implements Policy {
  private final Auction auction = new Auction();
  private final Map<String, PowerGuess> guesses = new HashMap<>();

  /** The part of an offer that is in the book of a tier. */
  private record Part(int offer, int tier) {}

  @Override
  public String name() {
    return "separate books";
  }

  @Override
  public String rule() {
    return "an auction per tier; each seller splits its power by what the tiers earned it lately";
  }

  @Override
  public Allocation allocate(IntervalOrders orders) {
    List<Part> parts = new ArrayList<>();
    Book split = split(orders, parts);
    Outcome outcome = auction.clear(split);
    Allocation allocation = new Allocation(orders);
    for (int trade = 0; trade < outcome.trades(); trade++) {
      Part part = parts.get(outcome.seller(trade));
      allocation.deliver(
          part.offer(),
          outcome.buyer(trade),
          outcome.tradedLots(trade),
          outcome.price(part.tier()));
    }
    learn(orders, outcome, parts);
    return allocation;
  }

  /** The same bids, and every offer as one of its own in each tier: nothing ties the tiers. */
  private Book split(IntervalOrders orders, List<Part> parts) {
    Book book = orders.book();
    Book split = new Book(book.tiers());
    for (int offer = 0; offer < book.offers(); offer++) {
      for (int tier = 0; tier < book.tiers(); tier++) {
        if (book.fullRun(offer, tier) > 0) {
          long[] lots = new long[book.tiers()];
          long[] ask = new long[book.tiers()];
          lots[tier] = guess(orders, offer).lots(book, offer, tier);
          ask[tier] = book.ask(offer, tier);
          split.offer(lots, ask);
          parts.add(new Part(offer, tier));
        }
      }
    }
    for (int bid = 0; bid < book.bids(); bid++) {
      split.bid(book.bidTier(bid), book.bidLots(bid), book.bidLimit(bid));
    }
    return split;
  }

  private void learn(IntervalOrders orders, Outcome outcome, List<Part> parts) {
    long[][] earned = new long[orders.book().offers()][orders.book().tiers()];
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      earned[part.offer()][part.tier()] =
          Math.multiplyExact(outcome.made(i, part.tier()), outcome.price(part.tier()));
    }
    for (int offer = 0; offer < earned.length; offer++) {
      guess(orders, offer).learn(earned[offer]);
    }
  }

  private PowerGuess guess(IntervalOrders orders, int offer) {
    return guesses.computeIfAbsent(
        orders.sellers().get(offer).name(), seller -> new PowerGuess(orders.book().tiers()));
  }
}
