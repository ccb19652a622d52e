package io.tokenmarket.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The same books give the same outcomes on any JVM: one number means all of them. */
class SameBytesTest {
  private static final long PINNED = -1631894716111320274L;

  private static final long PINNED_WITH_POOLS = -1517612632158538983L;

  private long hash;

  private void add(long value) {
    hash = (hash ^ value) * 0x100000001B3L;
    hash ^= hash >>> 29;
  }

  private void add(Book book, Outcome outcome) {
    for (int t = 0; t < book.tiers(); t++) {
      add(outcome.price(t));
      add(outcome.lowest(t));
      add(outcome.highest(t));
      add(outcome.sold(t));
    }
    for (int i = 0; i < book.offers(); i++) {
      add(outcome.rent(i));
    }
    for (int k = 0; k < outcome.trades(); k++) {
      add(outcome.seller(k));
      add(outcome.buyer(k));
      add(outcome.tradedLots(k));
    }
    add(outcome.welfare().hashCode());
    add(outcome.gap().hashCode());
  }

  private void addPools(Book book, Outcome outcome) {
    for (int r = 0; r < book.recipes().count(); r++) {
      add(outcome.madeBy(r));
    }
    for (int i = 0; i < book.offers(); i++) {
      add(outcome.poolRent(i, 0));
    }
    for (int k = 0; k < outcome.trades(); k++) {
      add(outcome.awardedTier(k));
    }
  }

  @Test
  void withPoolsAndCascadesAsWell() {
    Auction auction = new Auction();
    for (long seed = 0; seed < 5_000; seed++) {
      Book book = Books.extended(seed);
      Outcome outcome = auction.clear(book);
      add(book, outcome);
      addPools(book, outcome);
    }
    assertThat(hash).isEqualTo(PINNED_WITH_POOLS);
  }

  @Test
  void everyJvmFindsTheSameOutcomes() {
    Auction auction = new Auction();
    for (long seed = 0; seed < 5_000; seed++) {
      Book book = Books.any(seed);
      add(book, auction.clear(book));
    }
    for (long seed = 0; seed < 5; seed++) {
      Book book = Books.perMegawatt(seed, 300, 3_000);
      add(book, auction.clear(book));
    }
    assertThat(hash).isEqualTo(PINNED);
  }
}
