package io.tokenmarket.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The walk is short however many orders there are. */
class PriceWalkTest {
  @Test
  void aFewStepsPerTierAreEnough() {
    Auction auction = new Auction();
    for (int offers = 50; offers <= 5_000; offers *= 10) {
      auction.clear(Books.perMegawatt(1, offers, 10 * offers));
      assertThat(auction.steps()).isBetween(5, 40);
    }
  }

  @Test
  void anAuctionOfNothingTakesNoStep() {
    Auction auction = new Auction();
    auction.clear(Books.perMegawatt(1, 50, 500));
    auction.clear(new Book(3));
    assertThat(auction.steps()).isBetween(0, 1);
  }
}
