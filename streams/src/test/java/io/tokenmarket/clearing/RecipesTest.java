package io.tokenmarket.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What two recipes make that use up both pools, and what the pools are worth. */
class RecipesTest {
  private static final long FREE = Recipes.UNLIMITED;

  private static Book book(int[] tier, long[] first, long[] second, long... ask) {
    Book book = new Book(ask.length);
    book.offer(tier, first, second, ask);
    return book;
  }

  private static void beside(long[] first, long[] second, long ofOne, long ofOther) {
    Recipes recipes = book(new int[] {0, 1}, first, second, 0, 0).recipes();
    assertThat(recipes.complement(0, 1)).isTrue();
    assertThat(recipes.complement(1, 0)).isTrue();
    assertThat(recipes.beside(0, 1)).isEqualTo(ofOne);
    assertThat(recipes.beside(1, 0)).isEqualTo(ofOther);
  }

  @Test
  void twoRecipesUseUpBothPools() {
    beside(new long[] {100, 300}, new long[] {300, 100}, 75, 75);
    beside(new long[] {100, FREE}, new long[] {FREE, 40}, 100, 40);
    beside(new long[] {100, 80}, new long[] {FREE, 40}, 50, 40);
    beside(new long[] {100, FREE}, new long[] {400, 40}, 100, 30);
    beside(new long[] {300, 100}, new long[] {100, 300}, 75, 75);
  }

  @Test
  void recipesShortOfTheSamePoolAreNoComplements() {
    Recipes recipes =
        book(new int[] {0, 1}, new long[] {100, 90}, new long[] {300, 90}, 0, 0).recipes();
    assertThat(recipes.complement(0, 1)).isFalse();
    assertThat(recipes.complement(1, 0)).isFalse();
  }

  @Test
  void aRecipeThatMakesNothingComplementsNone() {
    Recipes recipes =
        book(new int[] {0, 1}, new long[] {0, 90}, new long[] {300, 10}, 0, 0).recipes();
    assertThat(recipes.alone(0)).isZero();
    assertThat(recipes.complement(0, 1)).isFalse();
    assertThat(recipes.complement(1, 0)).isFalse();
  }

  /** {@code floor} of Cramer's rule in big integers. */
  @Test
  void wholeLotsAreExactAtEverySize() {
    SplittableRandom random = new SplittableRandom(7);
    for (int k = 0; k < 20_000; k++) {
      long most = 1L << random.nextInt(2, 32);
      long a0 = 1 + random.nextLong(most - 1);
      long a1 = a0 + 1 + random.nextLong(most - a0);
      long b1 = 1 + random.nextLong(most - 1);
      long b0 = b1 + 1 + random.nextLong(most - b1);
      BigInteger under = big(b0).multiply(big(a1)).subtract(big(a0).multiply(big(b1)));
      BigInteger ofA = big(a0).multiply(big(a1)).multiply(big(b0 - b1)).divide(under);
      BigInteger ofB = big(b0).multiply(big(b1)).multiply(big(a1 - a0)).divide(under);
      beside(new long[] {a0, b0}, new long[] {a1, b1}, ofA.longValue(), ofB.longValue());
    }
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }

  @Test
  void aTierOfTwoRecipesRunsOnBoth() {
    Book book = book(new int[] {0, 0}, new long[] {100, 300}, new long[] {300, 100}, 0);
    assertThat(book.fullRun(0, 0)).isEqualTo(150);
  }

  private static void worth(Book book, long[] prices, long first, long second) {
    for (int t = 0; t < prices.length; t++) {
      book.bid(t, Book.MAX_LOTS, prices[t]);
    }
    Outcome outcome = new Auction().clear(book);
    assertThat(outcome.poolRent(0, 0)).isEqualTo(first);
    assertThat(outcome.poolRent(0, 1)).isEqualTo(second);
    assertThat(outcome.rent(0)).isEqualTo(first + second);
  }

  @Test
  void thePoolThatIsShortIsWorthWhatIsEarned() {
    worth(book(new int[] {0}, new long[] {100}, new long[] {300}, 6), new long[] {10}, 400, 0);
    worth(book(new int[] {0}, new long[] {300}, new long[] {100}, 6), new long[] {10}, 0, 400);
    worth(book(new int[] {0}, new long[] {100}, new long[] {FREE}, 6), new long[] {10}, 400, 0);
    worth(book(new int[] {0}, new long[] {FREE}, new long[] {100}, 6), new long[] {10}, 0, 400);
  }

  @Test
  void poolsThatAreShortAlikeShareWhatIsEarned() {
    worth(book(new int[] {0}, new long[] {100}, new long[] {100}, 6), new long[] {10}, 200, 200);
  }

  @Test
  void poolsThatEarnNothingAreWorthNothing() {
    Book book = book(new int[] {0}, new long[] {100}, new long[] {100}, 6);
    Outcome outcome = new Auction().clear(book);
    assertThat(outcome.rent(0)).isZero();
  }

  /** At margins of 1 runs of (2, 3) and (3, 2) make each pool worth 6/5. */
  @Test
  void worthsAreRoundedUp() {
    worth(
        book(new int[] {0, 1}, new long[] {2, 3}, new long[] {3, 2}, 0, 0),
        new long[] {1, 1},
        2,
        1);
  }

  @Test
  void outOfRangeIsRefusedAndChangesNothing() {
    Book book = new Book(2);
    long[] fine = {1, 1};
    refuses(book, new int[0], fine, fine, fine);
    refuses(book, new int[17], new long[17], new long[17], fine);
    refuses(book, new int[] {2}, fine, fine, fine);
    refuses(book, new int[] {-1}, fine, fine, fine);
    refuses(book, new int[] {0}, new long[] {-1}, fine, fine);
    refuses(book, new int[] {0}, fine, new long[] {-1}, fine);
    refuses(book, new int[] {0}, new long[] {Recipes.MAX_RUN + 1}, fine, fine);
    refuses(book, new int[] {0}, fine, new long[] {Recipes.MAX_RUN + 1}, fine);
    refuses(book, new int[] {0}, new long[] {FREE}, new long[] {FREE}, fine);
    refuses(book, new int[] {1}, fine, fine, new long[] {0, Book.MAX_PRICE + 1});
    assertThat(book.offers()).isZero();
    assertThat(book.recipes().count()).isZero();
    assertThat(book.offer(new int[16], new long[16], new long[16], fine)).isZero();
    assertThat(book.recipes().count()).isEqualTo(16);
    assertThat(book.recipes().has(0)).isTrue();
    assertThat(book.offer(fine, fine)).isEqualTo(1);
    assertThat(book.recipes().has(1)).isFalse();
  }

  private static void refuses(Book book, int[] tier, long[] first, long[] second, long[] ask) {
    assertThatIllegalArgumentException().isThrownBy(() -> book.offer(tier, first, second, ask));
  }

  @Test
  void aCascadeNamesEachTierOnce() {
    Book book = new Book(3);
    book.cascade(2, 0);
    assertThat(book.slower(2)).isZero();
    assertThat(book.cascades()).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> book.cascade(0, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> book.cascade(0, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> book.cascade(-1, 0));
    assertThat(book.slower(2)).isZero();
    assertThat(book.slower(0)).isEqualTo(-1);
    book.clear();
    assertThat(book.slower(2)).isZero();
    book.cascade();
    assertThat(book.cascades()).isFalse();
  }
}
