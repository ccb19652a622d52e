package io.tokenmarket.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.verifier.Verifier;
import org.junit.jupiter.api.Test;

/** The worked examples of {@code docs/auction.md}, under the same numbers. */
class ExamplesTest {
  private static final int SLOW = 0;
  private static final int FAST = 1;
  private static final long DOLLAR = 1_000_000;

  private static Outcome clear(Book book) {
    Outcome outcome = new Auction().clear(book);
    assertThat(Verifier.firstBroken(book, outcome)).isEmpty();
    return outcome;
  }

  @Test
  void twoHallsAndTwoTiers() {
    Book book = new Book(2);
    book.offer(new long[] {1_000, 200}, new long[] {DOLLAR, 4 * DOLLAR});
    book.offer(new long[] {500, 250}, new long[] {DOLLAR, 3 * DOLLAR});
    book.bid(SLOW, 800, 3 * DOLLAR);
    book.bid(SLOW, 600, 2 * DOLLAR);
    book.bid(FAST, 150, 12 * DOLLAR);
    book.bid(FAST, 100, 8 * DOLLAR);
    Outcome outcome = clear(book);
    assertThat(outcome.made(0, SLOW)).isEqualTo(1_000);
    assertThat(outcome.made(1, FAST)).isEqualTo(250);
    assertThat(outcome.filled(0)).isEqualTo(800);
    assertThat(outcome.filled(1)).isEqualTo(200);
    assertThat(outcome.filled(2)).isEqualTo(150);
    assertThat(outcome.filled(3)).isEqualTo(100);
    assertThat(outcome.price(SLOW)).isEqualTo(2 * DOLLAR);
    assertThat(outcome.lowest(FAST)).isEqualTo(5 * DOLLAR);
    assertThat(outcome.highest(FAST)).isEqualTo(8 * DOLLAR);
    assertThat(outcome.price(FAST)).isEqualTo(6_500_000);
    assertThat(outcome.rent(0)).isEqualTo(1_000 * DOLLAR);
    assertThat(outcome.rent(1)).isEqualTo(250 * 3_500_000L);
    assertThat(outcome.welfare()).isEqualTo(3_650 * DOLLAR);
    assertThat(outcome.gap()).isZero();
  }

  @Test
  void theMidpointOfThePricesThatClear() {
    Book book = new Book(1);
    book.offer(new long[] {10}, new long[] {30});
    book.bid(0, 10, 51);
    Outcome outcome = clear(book);
    assertThat(outcome.lowest(0)).isEqualTo(30);
    assertThat(outcome.highest(0)).isEqualTo(51);
    assertThat(outcome.price(0)).isEqualTo(41);
  }

  @Test
  void betterPriceThenEarlierInTheLog() {
    Book book = new Book(1);
    book.offer(new long[] {4}, new long[] {30});
    book.offer(new long[] {9}, new long[] {20});
    book.offer(new long[] {9}, new long[] {30});
    book.bid(0, 5, 60);
    book.bid(0, 5, 60);
    book.bid(0, 5, 70);
    Outcome all = clear(book);
    assertThat(all.price(0)).isEqualTo(30);
    assertThat(made(all, 3)).containsExactly(4, 9, 2);
    book.clear();
    book.offer(new long[] {8}, new long[] {20});
    book.bid(0, 5, 60);
    book.bid(0, 5, 60);
    book.bid(0, 5, 70);
    Outcome scarce = clear(book);
    assertThat(scarce.price(0)).isEqualTo(60);
    assertThat(scarce.filled(0)).isEqualTo(3);
    assertThat(scarce.filled(1)).isZero();
    assertThat(scarce.filled(2)).isEqualTo(5);
  }

  private static long[] made(Outcome outcome, int offers) {
    long[] made = new long[offers];
    for (int i = 0; i < offers; i++) {
      made[i] = outcome.made(i, 0);
    }
    return made;
  }

  @Test
  void aFasterTierServesASlowerOne() {
    Outcome apart = fastAndSlow();
    assertThat(apart.price(SLOW)).isEqualTo(50);
    assertThat(apart.filled(1)).isEqualTo(4);
    Outcome outcome = fastAndSlow(FAST, SLOW);
    assertThat(outcome.price(FAST)).isEqualTo(20);
    assertThat(outcome.price(SLOW)).isEqualTo(20);
    assertThat(outcome.made(0, FAST)).isEqualTo(9);
    assertThat(outcome.made(1, SLOW)).isEqualTo(4);
    assertThat(outcome.sold(FAST)).isEqualTo(5);
    assertThat(outcome.sold(SLOW)).isEqualTo(8);
    assertThat(outcome.filled(1)).isEqualTo(8);
    long servedFast = 0;
    for (int k = 0; k < outcome.trades(); k++) {
      if (outcome.buyer(k) == 1) {
        assertThat(outcome.awardedTier(k)).isEqualTo(outcome.seller(k) == 0 ? FAST : SLOW);
        servedFast += outcome.seller(k) == 0 ? outcome.tradedLots(k) : 0;
      }
    }
    assertThat(servedFast).isEqualTo(4);
    assertThat(outcome.gap()).isZero();
  }

  private static Outcome fastAndSlow(int... cascade) {
    Book book = new Book(2);
    book.cascade(cascade);
    book.offer(new long[] {0, 10}, new long[] {0, 20});
    book.offer(new long[] {4, 0}, new long[] {10, 0});
    book.bid(FAST, 5, 90);
    book.bid(SLOW, 8, 50);
    return clear(book);
  }

  @Test
  void twoRecipesUseUpBothPools() {
    Book book = new Book(2);
    book.offer(new int[] {0, 1}, new long[] {100, 300}, new long[] {300, 100}, new long[] {6, 6});
    book.bid(0, 1_000, 10);
    book.bid(1, 1_000, 10);
    Outcome outcome = clear(book);
    assertThat(outcome.price(0)).isEqualTo(10);
    assertThat(outcome.price(1)).isEqualTo(10);
    assertThat(outcome.madeBy(0)).isEqualTo(75);
    assertThat(outcome.madeBy(1)).isEqualTo(75);
    assertThat(outcome.poolRent(0, 0)).isEqualTo(300);
    assertThat(outcome.poolRent(0, 1)).isEqualTo(300);
    assertThat(outcome.rent(0)).isEqualTo(600);
    assertThat(outcome.gap()).isZero();
  }

  /**
   * A and B are made out of a pool each, C out of both. Any prices of A and B that add up to that
   * of C and are at most 8 clear.
   */
  @Test
  void wherePricesFormNoLatticeTheMidpointOfTheTwoEndsClears() {
    Book book = new Book(3);
    book.offer(
        new int[] {0, 1, 2},
        new long[] {100, Recipes.UNLIMITED, 100},
        new long[] {Recipes.UNLIMITED, 100, 100},
        new long[] {0, 0, 0});
    book.bid(0, 50, 8 * DOLLAR);
    book.bid(1, 50, 8 * DOLLAR);
    book.bid(2, 100, 10 * DOLLAR);
    Outcome outcome = clear(book);
    assertThat(outcome.madeBy(0)).isEqualTo(50);
    assertThat(outcome.madeBy(1)).isEqualTo(50);
    assertThat(outcome.madeBy(2)).isEqualTo(50);
    assertThat(outcome.price(2)).isEqualTo(10 * DOLLAR);
    assertThat(outcome.price(0) + outcome.price(1)).isEqualTo(10 * DOLLAR);
    assertThat(outcome.price(0)).isBetween(2 * DOLLAR, 8 * DOLLAR);
    assertThat(outcome.poolRent(0, 0)).isEqualTo(100 * outcome.price(0));
    assertThat(outcome.poolRent(0, 1)).isEqualTo(100 * outcome.price(1));
    assertThat(outcome.gap()).isZero();
  }

  /** 60 and 40 lots of power at asks of 10 and 30; a demand for 20 at 50 and 30 more at 20. */
  @Test
  void stepsAreOrdersSideBySide() {
    Book book = new Book(1);
    book.offer(new long[] {60}, new long[] {10});
    book.offer(new long[] {40}, new long[] {30});
    book.bid(0, 45, 40);
    book.bid(0, 20, 50);
    book.bid(0, 30, 20);
    book.bid(0, 10, 20);
    Outcome outcome = clear(book);
    assertThat(outcome.price(0)).isEqualTo(30);
    assertThat(made(outcome, 2)).containsExactly(60, 5);
    assertThat(outcome.filled(0)).isEqualTo(45);
    assertThat(outcome.filled(1)).isEqualTo(20);
    assertThat(outcome.filled(2)).isZero();
    Why why = new Why(book, outcome);
    assertThat(why.bid(1).verdict()).isEqualTo(FillReason.Verdict.FILLED);
    assertThat(why.bid(2).verdict()).isEqualTo(FillReason.Verdict.PRICED_OUT);
    assertThat(why.bid(2).needed()).hasValue(30);
    assertThat(why.offer(1, 0).verdict()).isEqualTo(FillReason.Verdict.FILLED);
  }

  /** At one limit a step is where its order is in the log, before a later order's. */
  @Test
  void aStepKeepsTheTimeOfItsOrder() {
    Book book = new Book(1);
    book.offer(new long[] {30}, new long[] {10});
    book.bid(0, 10, 50);
    book.bid(0, 15, 20);
    book.bid(0, 10, 20);
    Outcome outcome = clear(book);
    assertThat(outcome.filled(0)).isEqualTo(10);
    assertThat(outcome.filled(1)).isEqualTo(15);
    assertThat(outcome.filled(2)).isEqualTo(5);
    assertThat(new Why(book, outcome).bid(2).verdict()).isEqualTo(FillReason.Verdict.OUTRANKED);
  }

  @Test
  void halfALotIsNotMade() {
    Outcome outcome = splitHall(100);
    assertThat(outcome.made(0, FAST)).isEqualTo(1);
    assertThat(outcome.made(0, SLOW)).isEqualTo(1);
    assertThat(outcome.price(SLOW)).isEqualTo(100);
    assertThat(outcome.price(FAST)).isEqualTo(150);
    assertThat(outcome.welfare()).isEqualTo(400);
    assertThat(outcome.gap()).isEqualTo(50);
  }

  @Test
  void aPriceBetweenTwoTicksIsRoundedUp() {
    Outcome outcome = splitHall(101);
    assertThat(outcome.price(SLOW)).isEqualTo(101);
    assertThat(outcome.lowest(FAST)).isEqualTo(151);
    assertThat(outcome.highest(FAST)).isEqualTo(152);
    assertThat(outcome.price(FAST)).isEqualTo(152);
    assertThat(outcome.rent(0)).isEqualTo(304);
    assertThat(outcome.welfare()).isEqualTo(401);
    assertThat(outcome.gap()).isEqualTo(51);
  }

  /** A hall that makes 3 lots slow or 2 fast, asking nothing. */
  private static Outcome splitHall(long slowLimit) {
    Book book = new Book(2);
    book.offer(new long[] {3, 2}, new long[] {0, 0});
    book.bid(FAST, 1, 300);
    book.bid(SLOW, 3, slowLimit);
    return clear(book);
  }

  @Test
  void theReasonAnOrderWasNotFilled() {
    Book book = new Book(1);
    book.offer(new long[] {8}, new long[] {20});
    book.bid(0, 5, 60);
    book.bid(0, 5, 60);
    book.bid(0, 5, 70);
    FillReason reason = new Why(book, clear(book)).bid(1);
    assertThat(reason.verdict()).isEqualTo(FillReason.Verdict.OUTRANKED);
    assertThat(reason.price()).isEqualTo(60);
    assertThat(reason.needed()).hasValue(70);
  }
}
