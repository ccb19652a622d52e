package io.tokenmarket.market;

import io.tokenmarket.clearing.Auction;
import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import java.util.stream.IntStream;

/** Markets whose auction has a fault: only what is in this package may choose the solver. */
public final class FaultyMarket {
  private FaultyMarket() {}

  /** A market that nothing has happened to, and that cannot clear a demand for so many lots. */
  public static MarketState throwingAt(String market, long lots) {
    return MarketState.undefined(market, () -> solver(lots));
  }

  private static Solver solver(long lots) {
    Auction auction = new Auction();
    return book -> clear(auction, book, lots);
  }

  private static Outcome clear(Auction auction, Book book, long lots) {
    if (IntStream.range(0, book.bids()).anyMatch(j -> book.bidLots(j) == lots)) {
      throw new ArithmeticException("a fault of the test");
    }
    return auction.clear(book);
  }
}
