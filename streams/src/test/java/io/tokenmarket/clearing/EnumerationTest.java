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

  private static boolean isWhole(Fraction price) {
    return price.under().equals(BigInteger.ONE);
  }

  private static boolean isMidpoint(Outcome outcome, int tier) {
    return 2 * outcome.price(tier) == outcome.lowest(tier) + outcome.highest(tier);
  }
}
