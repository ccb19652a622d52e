package io.tokenmarket.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.verifier.Verifier;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * Every promise on random books: {@code -Dauctions=N} for more of them, {@code -Dseed=S} for one
 * alone.
 */
class PromisesTest {
  @Test
  void everyPromiseHoldsOnRandomBooks() {
    check(Books::any, 1);
  }

  @Test
  void everyPromiseHoldsOnRandomBooksWithPoolsAndCascades() {
    check(Books::extended, 5);
  }

  /**
   * @param part of the number of auctions
   */
  private static void check(LongFunction<Book> books, long part) {
    Auction auction = new Auction();
    Long only = Long.getLong("seed");
    long from = only == null ? 0 : only;
    long to = only == null ? Long.getLong("auctions", 100_000) / part : only + 1;
    for (long seed = from; seed < to; seed++) {
      Book book = books.apply(seed);
      assertThat(broken(auction, book)).as("-Dseed=%d", seed).isEmpty();
    }
  }

  private static String broken(Auction auction, Book book) {
    try {
      return Verifier.firstBroken(book, auction.clear(book)).orElse("");
    } catch (RuntimeException e) {
      StackTraceElement[] stack = e.getStackTrace();
      return e + " at " + stack[0];
    }
  }
}
