package io.tokenmarket.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.verifier.Verifier;
import org.junit.jupiter.api.Test;

/**
 * Every promise on random books: {@code -Dauctions=N} for more of them, {@code -Dseed=S} for one
 * alone.
 */
class PromisesTest {
  @Test
  void everyPromiseHoldsOnRandomBooks() {
    Auction auction = new Auction();
    Long only = Long.getLong("seed");
    long from = only == null ? 0 : only;
    long to = only == null ? Long.getLong("auctions", 100_000) : only + 1;
    for (long seed = from; seed < to; seed++) {
      Book book = Books.any(seed);
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
