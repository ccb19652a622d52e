package io.tokenmarket.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.verifier.Verifier;
import org.junit.jupiter.api.Test;

/** Auctions worked by hand. */
class KnownAnswerTest {
  private static final int ENERGY = 0;
  private static final int RESERVE = 1;

  /**
   * Energy and reserve out of one capacity, as power systems clear them.
   *
   * <p>Units A (100 MW, energy at 10) and B (100 MW, energy at 40) can sell each MW either as
   * energy or as reserve; reserve costs nothing to hold. 130 MW of energy and 30 MW of reserve are
   * wanted at almost any price.
   *
   * <p>A is cheaper, so it makes 100 of energy; B makes the other 30, holds the 30 of reserve, and
   * idles 40. B's next MW of energy costs 40: the energy price. Its next MW of reserve costs 0, for
   * it idles: the reserve price. A's MW earns 40 - 10 = 30, its rent. Total cost 1,000 + 1,200.
   *
   * <p>With 190 MW of energy instead, A 100 and B 90 + 10 of reserve are all there is: 20 of
   * reserve go short at 500, energy wants its MW at 1,000. One more MW of energy would cost 40 more
   * and a MW of reserve worth 500: energy is at 540, reserve at 500, and either way B's MW earns
   * 500. A's MW earns 530 as energy, 500 as reserve.
   */
  @Test
  void energyAndReserveShareOneCapacity() {
    Outcome ample = energyAndReserve(130);
    assertThat(ample.price(ENERGY)).isEqualTo(40);
    assertThat(ample.price(RESERVE)).isZero();
    assertThat(ample.made(0, ENERGY)).isEqualTo(100);
    assertThat(ample.made(1, ENERGY)).isEqualTo(30);
    assertThat(ample.made(1, RESERVE)).isEqualTo(30);
    assertThat(ample.rent(0)).isEqualTo(100 * 30);
    assertThat(ample.rent(1)).isZero();
    assertThat(ample.welfare()).isEqualTo(130 * 1_000 + 30 * 500 - 1_000 - 1_200);
    assertThat(ample.gap()).isZero();

    Outcome scarce = energyAndReserve(190);
    assertThat(scarce.price(ENERGY)).isEqualTo(540);
    assertThat(scarce.price(RESERVE)).isEqualTo(500);
    assertThat(scarce.lowest(ENERGY)).isEqualTo(540);
    assertThat(scarce.highest(ENERGY)).isEqualTo(540);
    assertThat(scarce.made(0, ENERGY)).isEqualTo(100);
    assertThat(scarce.made(1, ENERGY)).isEqualTo(90);
    assertThat(scarce.made(1, RESERVE)).isEqualTo(10);
    assertThat(scarce.rent(0)).isEqualTo(100 * 530);
    assertThat(scarce.rent(1)).isEqualTo(100 * 500);
    assertThat(scarce.gap()).isZero();
  }

  private static Outcome energyAndReserve(long energy) {
    Book book = new Book(2);
    book.offer(new long[] {100, 100}, new long[] {10, 0});
    book.offer(new long[] {100, 100}, new long[] {40, 0});
    book.bid(ENERGY, energy, 1_000);
    book.bid(RESERVE, 30, 500);
    Outcome outcome = new Auction().clear(book);
    assertThat(Verifier.firstBroken(book, outcome)).isEmpty();
    return outcome;
  }
}
