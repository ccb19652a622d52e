package io.tokenmarket.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tokenmarket.verifier.Verifier;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** What is odd or extreme is ordinary input. */
class DegenerateTest {
  private final Auction auction = new Auction();

  private Outcome clear(Book book) {
    Outcome outcome = auction.clear(book);
    assertThat(Verifier.firstBroken(book, outcome)).isEmpty();
    return outcome;
  }

  private static Book book(int tiers) {
    return new Book(tiers);
  }

  private static void offer(Book book, long run, long ask) {
    long[] runs = new long[book.tiers()];
    long[] asks = new long[book.tiers()];
    java.util.Arrays.fill(runs, run);
    java.util.Arrays.fill(asks, ask);
    book.offer(runs, asks);
  }

  @Test
  void anEmptyBookClearsAtNothing() {
    for (int tiers = 1; tiers <= Book.MAX_TIERS; tiers++) {
      Outcome outcome = clear(book(tiers));
      for (int t = 0; t < tiers; t++) {
        assertThat(outcome.price(t)).isZero();
        assertThat(outcome.lowest(t)).isZero();
        assertThat(outcome.highest(t)).isEqualTo(Book.MAX_PRICE);
        assertThat(outcome.sold(t)).isZero();
      }
      assertThat(outcome.welfare()).isZero();
      assertThat(outcome.gap()).isZero();
    }
  }

  @Test
  void withoutBidsThePriceIsBelowTheLowestAsk() {
    Book book = book(1);
    offer(book, 10, 70);
    offer(book, 10, 50);
    Outcome outcome = clear(book);
    assertThat(outcome.lowest(0)).isZero();
    assertThat(outcome.highest(0)).isEqualTo(50);
    assertThat(outcome.price(0)).isEqualTo(25);
    assertThat(outcome.trades()).isZero();
  }

  /** At half a tick past the last one the hall would as soon make the second tier. */
  @Test
  void aRangeThatEndsPastTheLastTickEndsAtTheLastTick() {
    Book book = book(2);
    book.offer(new long[] {3, 2}, new long[] {0, Book.MAX_PRICE - 1});
    book.bid(0, 10, 1);
    Outcome outcome = clear(book);
    assertThat(outcome.price(0)).isEqualTo(1);
    assertThat(outcome.highest(1)).isEqualTo(Book.MAX_PRICE);
  }

  @Test
  void withoutOffersThePriceIsTheHighestLimit() {
    Book book = book(2);
    book.bid(1, 10, 50);
    book.bid(1, 10, 70);
    Outcome outcome = clear(book);
    assertThat(outcome.lowest(1)).isEqualTo(70);
    assertThat(outcome.highest(1)).isEqualTo(Book.MAX_PRICE);
    assertThat(outcome.price(1)).isEqualTo(70);
    assertThat(outcome.gap()).isZero();
  }

  @Test
  void anOfferThatCanMakeNothingMakesNothing() {
    Book book = book(3);
    offer(book, 0, 0);
    book.bid(0, 10, 50);
    assertThat(clear(book).trades()).isZero();
  }

  @Test
  void aBidForNothingGetsNothing() {
    Book book = book(1);
    offer(book, 10, 1);
    book.bid(0, 0, 50);
    Outcome outcome = clear(book);
    assertThat(outcome.trades()).isZero();
    assertThat(outcome.highest(0)).isEqualTo(1);
  }

  @Test
  void whoAsksNothingIdlesRatherThanDumps() {
    Book book = book(1);
    offer(book, 10, 0);
    book.bid(0, 4, 50);
    Outcome outcome = clear(book);
    assertThat(outcome.sold(0)).isEqualTo(4);
    assertThat(outcome.price(0)).isZero();
  }

  @Test
  void bidsAndAsksAtZeroTrade() {
    Book book = book(1);
    offer(book, 10, 0);
    book.bid(0, 4, 0);
    Outcome outcome = clear(book);
    assertThat(outcome.sold(0)).isEqualTo(4);
    assertThat(outcome.price(0)).isZero();
    assertThat(outcome.gap()).isZero();
  }

  @Test
  void aLimitEqualToTheAskTrades() {
    Book book = book(1);
    offer(book, 10, 50);
    book.bid(0, 4, 50);
    Outcome outcome = clear(book);
    assertThat(outcome.sold(0)).isEqualTo(4);
    assertThat(outcome.price(0)).isEqualTo(50);
  }

  @Test
  void ofOrdersThatAreAlikeTheEarlierTrade() {
    for (int tiers : new int[] {1, 2, 5, 16}) {
      Book book = book(tiers);
      for (int k = 0; k < 50; k++) {
        offer(book, 10, 50);
        book.bid(0, 10, 60);
      }
      for (int k = 0; k < 50; k++) {
        book.bid(0, 10, 60);
      }
      Outcome outcome = clear(book);
      assertThat(outcome.price(0)).isEqualTo(60);
      for (int k = 0; k < 50; k++) {
        assertThat(outcome.filled(k)).isEqualTo(10);
        assertThat(outcome.filled(50 + k)).isZero();
      }
    }
  }

  @Test
  void ofOffersThatAreAlikeTheEarlierRun() {
    Book book = book(1);
    for (int k = 0; k < 9; k++) {
      offer(book, 10, 50);
    }
    book.bid(0, 35, 60);
    Outcome outcome = clear(book);
    assertThat(outcome.price(0)).isEqualTo(50);
    for (int k = 0; k < 9; k++) {
      assertThat(outcome.made(k, 0)).isEqualTo(k < 3 ? 10 : k == 3 ? 5 : 0);
    }
  }

  @Test
  void theEndsOfTheRangesDoNotOverflow() {
    for (int tiers : new int[] {1, 16}) {
      Book book = book(tiers);
      for (int k = 0; k < 1_000; k++) {
        offer(book, Book.MAX_LOTS, k % 2 == 0 ? 0 : Book.MAX_PRICE);
        book.bid(k % tiers, Book.MAX_LOTS, Book.MAX_PRICE);
      }
      Outcome outcome = clear(book);
      BigInteger each = BigInteger.valueOf(Book.MAX_LOTS * Book.MAX_PRICE);
      assertThat(outcome.welfare()).isEqualTo(each.multiply(BigInteger.valueOf(500)));
      assertThat(outcome.gap()).isZero();
    }
  }

  @Test
  void outOfRangeIsRefusedAndChangesNothing() {
    Book book = book(2);
    long[] fine = {1, 1};
    assertThatIllegalArgumentException().isThrownBy(() -> new Book(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Book(17));
    refuses(book, new long[] {-1, 1}, fine);
    refuses(book, new long[] {Book.MAX_LOTS + 1, 1}, fine);
    refuses(book, fine, new long[] {1, -1});
    refuses(book, fine, new long[] {1, Book.MAX_PRICE + 1});
    assertThatIllegalArgumentException().isThrownBy(() -> book.bid(2, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> book.bid(-1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> book.bid(0, -1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> book.bid(0, Book.MAX_LOTS + 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> book.bid(0, 1, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> book.bid(0, 1, Book.MAX_PRICE + 1))
        .withMessage("limit in ticks: 1073741824 is not 0 to 1073741823");
    assertThat(book.offers()).isZero();
    assertThat(book.bids()).isZero();
    book.offer(new long[] {0, 1}, new long[] {-7, 1});
    assertThat(book.offers()).isOne();
  }

  @Test
  void ordersAreNumberedAsTheyCome() {
    Book book = book(1);
    for (int k = 0; k < 100; k++) {
      assertThat(book.offer(new long[] {k}, new long[] {0})).isEqualTo(k);
      assertThat(book.bid(0, k, 0)).isEqualTo(k);
    }
  }

  @Test
  void oneOrderMoreThanTheMostIsRefused() {
    Book book = book(1);
    for (int k = 0; k < Book.MAX_ORDERS; k++) {
      offer(book, 0, 0);
      book.bid(0, 0, 0);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> offer(book, 0, 0))
        .withMessage("offers before this one: 2097152 is not 0 to 2097151");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> book.bid(0, 0, 0))
        .withMessage("bids before this one: 2097152 is not 0 to 2097151");
    assertThat(book.offers()).isEqualTo(Book.MAX_ORDERS);
    assertThat(book.bids()).isEqualTo(Book.MAX_ORDERS);
  }

  private static void refuses(Book book, long[] run, long[] ask) {
    assertThatIllegalArgumentException().isThrownBy(() -> book.offer(run, ask));
  }
}
