package io.tokenmarket.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Tiny auctions against the enumeration of all vertices: {@code -Dtiny=N} for more of them. */
class EnumerationTest {
  @Test
  void optimumAndPriceIntervalAreThoseOfTheEnumeration() {
    Auction auction = new Auction();
    long count = Long.getLong("tiny", 5_000);
    for (long seed = 0; seed < count; seed++) {
      Book book = Books.tiny(seed);
      compare(seed, new Enumeration(book), auction.clear(book), book.tiers());
    }
  }

  private static void compare(long seed, Enumeration exact, Outcome outcome, int tiers) {
    boolean whole = true;
    for (int t = 0; t < tiers; t++) {
      assertThat(outcome.lowest(t))
          .as("lowest price of tier %d, tiny seed %d", t, seed)
          .isEqualTo(exact.lowest(t).floor().longValueExact());
      assertThat(outcome.highest(t))
          .as("highest price of tier %d, tiny seed %d", t, seed)
          .isEqualTo(exact.highest(t).ceiling().longValueExact());
      whole &= isWhole(exact.lowest(t)) && isWhole(exact.highest(t)) && isMidpoint(outcome, t);
    }
    Fraction worth = new Fraction(outcome.welfare(), BigInteger.ONE);
    Fraction bound = new Fraction(outcome.welfare().add(outcome.gap()), BigInteger.ONE);
    assertThat(exact.optimum().compareTo(worth)).as("tiny seed %d", seed).isNotNegative();
    assertThat(exact.optimum().compareTo(bound)).as("tiny seed %d", seed).isNotPositive();
    if (whole) {
      assertThat(bound).as("dual bound, tiny seed %d", seed).isEqualTo(exact.optimum());
    }
  }

  @Test
  void withPoolsAndCascadesTheyAreAsWell() {
    Auction auction = new Auction();
    long count = Long.getLong("tiny", 2_000);
    long withEnds = 0;
    for (long seed = 0; seed < count; seed++) {
      Book book = Books.tinyExtended(seed);
      Enumeration exact = new Enumeration(book);
      Outcome outcome = auction.clear(book);
      if (book.recipes().count() == 0) {
        compare(seed, exact, outcome, book.tiers());
      }
      if (exact.hasEnds()) {
        withEnds++;
        compareEnds(seed, exact, outcome, book.tiers());
      }
    }
    assertThat(withEnds).isGreaterThan(count * 99 / 100);
  }

  private static void compareEnds(long seed, Enumeration exact, Outcome outcome, int tiers) {
    boolean whole = true;
    for (int t = 0; t < tiers; t++) {
      Fraction one = exact.lowest(t);
      Fraction other = exact.highest(t);
      assertThat(outcome.lowest(t))
          .as("lowest price of tier %d, tiny seed %d", t, seed)
          .isEqualTo(one.min(other).floor().longValueExact());
      assertThat(outcome.highest(t))
          .as("highest price of tier %d, tiny seed %d", t, seed)
          .isEqualTo(one.max(other).ceiling().longValueExact());
      Fraction middle = one.plus(other).over(2);
      if (other.compareTo(Fraction.of(Book.MAX_PRICE)) < 0) {
        assertThat(outcome.price(t))
            .as("price of tier %d, tiny seed %d", t, seed)
            .isEqualTo(middle.ceiling().longValueExact());
      }
      whole &= middle.isWhole();
    }
    if (whole) {
      assertThat(Fraction.of(exact.boundAt(outcome)))
          .as("dual bound, tiny seed %d", seed)
          .isEqualTo(exact.optimum());
    }
  }

  private static boolean isWhole(Fraction price) {
    return price.under().equals(BigInteger.ONE);
  }

  private static boolean isMidpoint(Outcome outcome, int tier) {
    return 2 * outcome.price(tier) == outcome.lowest(tier) + outcome.highest(tier);
  }
}
