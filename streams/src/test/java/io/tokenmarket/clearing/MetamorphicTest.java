package io.tokenmarket.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What must stay, and what must move which way, when a book changes: {@code -Dbooks=N} books. */
class MetamorphicTest {
  private static final int BOOKS = Integer.getInteger("books", 3_000);

  private final Auction auction = new Auction();

  private static Book book(long seed) {
    return Books.realistic(seed, 1 + (int) (seed % 5), 2 + (int) (seed % 15), 60);
  }

  /** Everything an outcome says, as text. */
  private static String all(Book book, Outcome outcome, int tiers) {
    StringBuilder text = new StringBuilder();
    for (int t = 0; t < tiers; t++) {
      text.append(outcome.price(t)).append(' ').append(outcome.lowest(t)).append(' ');
      text.append(outcome.highest(t)).append(' ').append(outcome.sold(t)).append('\n');
    }
    for (int i = 0; i < book.offers(); i++) {
      text.append(outcome.rent(i));
      for (int t = 0; t < tiers; t++) {
        text.append(' ').append(outcome.made(i, t));
      }
    }
    for (int k = 0; k < outcome.trades(); k++) {
      text.append('\n').append(outcome.seller(k)).append(' ').append(outcome.buyer(k));
      text.append(' ').append(outcome.tradedLots(k));
    }
    return text.append(outcome.welfare()).append(' ').append(outcome.gap()).toString();
  }

  private static String prices(Outcome outcome, int tiers) {
    StringBuilder text = new StringBuilder();
    for (int t = 0; t < tiers; t++) {
      text.append(outcome.lowest(t)).append(' ').append(outcome.price(t)).append(' ');
      text.append(outcome.highest(t)).append('\n');
    }
    return text.toString();
  }

  @Test
  void theAuctionBeforeLeavesNoTrace() {
    for (long seed = 0; seed < BOOKS; seed++) {
      Book book = seed % 2 == 0 ? Books.any(seed) : Books.extended(seed);
      String warm = all(book, auction.clear(book), book.tiers());
      String cold = all(book, new Auction().clear(book), book.tiers());
      assertThat(warm).as("seed %d", seed).isEqualTo(cold);
    }
  }

  @Test
  void aBookMayBeUsedAgainOnceForgotten() {
    Book used = new Book(2);
    used.offer(new long[] {5, 0}, new long[] {1, 0});
    used.bid(0, 5, 9);
    used.clear();
    assertThat(used.offers()).isZero();
    assertThat(used.bids()).isZero();
    assertThat(auction.clear(used).trades()).isZero();
  }

  @Test
  void tiersNobodyUsesChangeNothing() {
    for (long seed = 0; seed < BOOKS; seed++) {
      Book book = Books.any(seed);
      if (book.tiers() <= 13) {
        String without = all(book, auction.clear(book), book.tiers());
        String with = all(book, auction.clear(Copies.withUnusedTiers(book, 3)), book.tiers());
        assertThat(with).as("seed %d", seed).isEqualTo(without);
      }
    }
  }

  @Test
  void theOrderOfArrivalMovesNoPrice() {
    for (long seed = 0; seed < BOOKS; seed++) {
      Book book = seed % 2 == 0 ? book(seed) : Books.nasty(seed);
      String before = prices(auction.clear(book), book.tiers());
      String after = prices(auction.clear(Copies.reversed(book)), book.tiers());
      assertThat(after).as("seed %d", seed).isEqualTo(before);
    }
  }

  @Test
  void norDoesItWithPoolsAndCascades() {
    for (long seed = 0; seed < BOOKS; seed++) {
      Book book = Books.extended(seed);
      String before = prices(auction.clear(book), book.tiers());
      String after = prices(auction.clear(Copies.reversed(book)), book.tiers());
      assertThat(after).as("seed %d", seed).isEqualTo(before);
    }
  }

  /** A pool that no recipe of the offer uses makes it the offer of one power that it is. */
  @Test
  void aPoolThatLimitsNothingChangesNoPrice() {
    for (long seed = 0; seed < BOOKS; seed++) {
      Book book = book(seed);
      String before = prices(auction.clear(book), book.tiers());
      Book pooled = Copies.withIdlePool(book);
      assertThat(prices(auction.clear(pooled), book.tiers())).as("seed %d", seed).isEqualTo(before);
    }
  }

  @Test
  void aCascadeChangesNoPricesThatAreInItsOrderAndLosesNoWelfare() {
    int inOrder = 0;
    for (long seed = 0; seed < BOOKS; seed++) {
      Book book = book(seed);
      if (book.tiers() > 1) {
        Outcome before = auction.clear(book);
        Book cascading = Copies.copy(book);
        cascading.cascade(1, 0);
        Outcome after = new Auction().clear(cascading);
        assertThat(after.welfare().add(after.gap())).isGreaterThanOrEqualTo(before.welfare());
        assertThat(after.price(1)).as("seed %d", seed).isGreaterThanOrEqualTo(after.price(0));
        if (before.lowest(1) > before.lowest(0) && before.highest(1) > before.highest(0)) {
          inOrder++;
          assertThat(prices(after, book.tiers()))
              .as("seed %d", seed)
              .isEqualTo(prices(before, book.tiers()));
        }
      }
    }
    assertThat(inOrder).isGreaterThan(BOOKS / 3);
  }

  @Test
  void threeTimesTheQuantitiesHaveTheSamePrices() {
    for (long seed = 0; seed < BOOKS; seed++) {
      Book book = book(seed);
      String before = prices(auction.clear(book), book.tiers());
      String after = prices(auction.clear(Copies.scaled(book, 3, 1)), book.tiers());
      assertThat(after).as("seed %d", seed).isEqualTo(before);
    }
  }

  /** Lowest rounds down and highest up, so ten times them bounds the new ones from outside. */
  @Test
  void tenTimesTheMoneyHasTenTimesThePrices() {
    for (long seed = 0; seed < BOOKS; seed++) {
      Book book = book(seed);
      Outcome before = auction.clear(book);
      Outcome after = new Auction().clear(Copies.scaled(book, 1, 10));
      for (int t = 0; t < book.tiers(); t++) {
        if (before.highest(t) < Book.MAX_PRICE) {
          assertThat(after.lowest(t) - 10 * before.lowest(t))
              .as("seed %d", seed)
              .isBetween(0L, 10L);
          assertThat(10 * before.highest(t) - after.highest(t))
              .as("seed %d", seed)
              .isBetween(0L, 10L);
          assertThat(10 * before.price(t) - after.price(t)).as("seed %d", seed).isBetween(0L, 10L);
        }
      }
    }
  }

  @Test
  void anotherBidLowersNoPrice() {
    for (long seed = 0; seed < BOOKS; seed++) {
      Book book = book(seed);
      Book more = Copies.copy(book);
      int tier = (int) (seed % book.tiers());
      more.bid(tier, 1 + seed * 37 % 100_000, (seed + 1) * 7_919 % 3_000_000);
      Outcome before = auction.clear(book);
      Outcome after = new Auction().clear(more);
      for (int t = 0; t < book.tiers(); t++) {
        assertThat(after.lowest(t)).as("seed %d", seed).isGreaterThanOrEqualTo(before.lowest(t));
        assertThat(after.highest(t)).as("seed %d", seed).isGreaterThanOrEqualTo(before.highest(t));
      }
    }
  }

  @Test
  void anotherOfferRaisesNoPrice() {
    for (long seed = 0; seed < BOOKS; seed++) {
      Book book = book(seed);
      Book more = Copies.copy(book);
      long[] run = new long[book.tiers()];
      long[] ask = new long[book.tiers()];
      for (int t = 0; t < book.tiers(); t++) {
        run[t] = (seed + t) * 7_919 % 100_000;
        ask[t] = (seed + t + 1) * 104_729 % 2_000_000;
      }
      more.offer(run, ask);
      Outcome before = auction.clear(book);
      Outcome after = new Auction().clear(more);
      for (int t = 0; t < book.tiers(); t++) {
        assertThat(after.lowest(t)).as("seed %d", seed).isLessThanOrEqualTo(before.lowest(t));
        assertThat(after.highest(t)).as("seed %d", seed).isLessThanOrEqualTo(before.highest(t));
      }
    }
  }
}
