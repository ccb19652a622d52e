package io.tokenmarket.market;

import io.tokenmarket.clearing.Auction;
import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The auction with a fault: it throws over some books, and counts how often it is asked. */
final class FaultySolver implements Supplier<Solver> {
  /** No order of a sane test has this many lots, or asks this price. */
  static final long BAD = 66_660;

  private final Predicate<Book> fault;
  private final RuntimeException thrown;
  private int asked;

  FaultySolver(Predicate<Book> fault) {
    this(fault, new ArithmeticException("a fault of the test"));
  }

  FaultySolver(Predicate<Book> fault, RuntimeException thrown) {
    this.fault = fault;
    this.thrown = thrown;
  }

  /** Throws where a demand for {@link #BAD} lots or an ask of as many ticks is in the book. */
  static FaultySolver ofBadOrders() {
    return new FaultySolver(book -> badBid(book) || badAsk(book));
  }

  private static boolean badBid(Book book) {
    return IntStream.range(0, book.bids()).anyMatch(j -> book.bidLots(j) == BAD);
  }

  private static boolean badAsk(Book book) {
    return IntStream.range(0, book.offers() * book.tiers())
        .anyMatch(k -> book.ask(k / book.tiers(), k % book.tiers()) == BAD);
  }

  /** Books it was given. */
  int asked() {
    return asked;
  }

  @Override
  public Solver get() {
    Auction auction = new Auction();
    return book -> clear(auction, book);
  }

  private Outcome clear(Auction auction, Book book) {
    asked++;
    if (fault.test(book)) {
      throw thrown;
    }
    return auction.clear(book);
  }

  /** A log whose market is defined, and cleared by this. */
  Log log() {
    Log log = new Log(MarketState.undefined(Commands.MARKET, this), 0);
    log.append(Commands.definition("definition"));
    return log;
  }
}
