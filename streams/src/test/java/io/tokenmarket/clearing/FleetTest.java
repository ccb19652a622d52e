package io.tokenmarket.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the proof may settle for one offer as it was settled for another. */
class FleetTest {
  private static final int IDLE = 2;

  private final Fleet fleet = new Fleet();

  /** Offers that make 10 and 20 at asks of 5 and 7, but for what each case changes. */
  private boolean alike(long[] run, long[] ask, int a, int b) {
    Book book = new Book(2);
    book.offer(new long[] {10, 20}, new long[] {5, 7});
    book.offer(run, ask);
    fleet.load(book, 0);
    return fleet.alike(0, 1, a, b);
  }

  @Test
  void offersOfAnySizeAreAlikeIfAsksAndRatioAre() {
    assertThat(alike(new long[] {10, 20}, new long[] {5, 7}, 0, 1)).isTrue();
    assertThat(alike(new long[] {30, 60}, new long[] {5, 7}, 0, 1)).isTrue();
  }

  @Test
  void anotherRatioIsNotAlike() {
    assertThat(alike(new long[] {30, 61}, new long[] {5, 7}, 0, 1)).isFalse();
    assertThat(alike(new long[] {20, 10}, new long[] {5, 7}, 0, 1)).isFalse();
  }

  @Test
  void anotherAskIsNotAlike() {
    assertThat(alike(new long[] {10, 20}, new long[] {6, 7}, 0, 1)).isFalse();
    assertThat(alike(new long[] {10, 20}, new long[] {5, 8}, 0, 1)).isFalse();
  }

  @Test
  void besideIdlingOnlyTheAskCounts() {
    assertThat(alike(new long[] {10, 61}, new long[] {5, 8}, 0, IDLE)).isTrue();
    assertThat(alike(new long[] {10, 61}, new long[] {5, 8}, IDLE, 0)).isTrue();
    assertThat(alike(new long[] {10, 61}, new long[] {6, 8}, 0, IDLE)).isFalse();
    assertThat(alike(new long[] {10, 61}, new long[] {6, 8}, IDLE, 0)).isFalse();
  }

  @Test
  void anOfferHasTheModesItMakesAndIdling() {
    Book book = new Book(2);
    book.offer(new long[] {0, 1}, new long[] {0, 0});
    fleet.load(book, 0);
    assertThat(fleet.has(0, 0)).isFalse();
    assertThat(fleet.has(0, 1)).isTrue();
    assertThat(fleet.has(0, IDLE)).isTrue();
  }
}
