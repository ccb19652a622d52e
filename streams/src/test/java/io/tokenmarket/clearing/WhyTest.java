package io.tokenmarket.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.clearing.FillReason.Verdict;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Why an order was filled or not, and the smallest change that would have filled it. */
class WhyTest {
  private final Auction auction = new Auction();

  /** Ten lots at an ask of 30; bids of 6 at 80, 6 at 60, 6 at 60 again and 2 at 50. */
  private static Book oneTier() {
    Book book = new Book(1);
    book.offer(new long[] {10}, new long[] {30});
    book.offer(new long[] {10}, new long[] {70});
    book.offer(new long[] {0}, new long[] {0});
    book.bid(0, 6, 80);
    book.bid(0, 6, 60);
    book.bid(0, 6, 60);
    book.bid(0, 2, 50);
    return book;
  }

  private Why why(Book book) {
    return new Why(book, auction.clear(book));
  }

  private static OptionalLong ticks(long value) {
    return OptionalLong.of(value);
  }

  @Test
  void aFilledBidNeededNothingElse() {
    assertThat(why(oneTier()).bid(0))
        .isEqualTo(new FillReason(Verdict.FILLED, 60, 80, ticks(80), ticks(80)));
  }

  /**
   * Bid 1 gets 4 of its 6 at 60; a tick more is still too little room beside bid 0: 70 opens more.
   */
  @Test
  void aBidAtThePriceIsOutranked() {
    FillReason reason = why(oneTier()).bid(1);
    assertThat(reason).isEqualTo(new FillReason(Verdict.OUTRANKED, 60, 60, ticks(60), ticks(70)));
    assertThat(reason.change()).hasValue(10);
  }

  /** Two lots fit beside the six of bid 0 once they rank before the bids at 60. */
  @Test
  void aBidBelowThePriceIsPricedOut() {
    FillReason reason = why(oneTier()).bid(3);
    assertThat(reason).isEqualTo(new FillReason(Verdict.PRICED_OUT, 60, 50, ticks(60), ticks(61)));
    assertThat(reason.change()).hasValue(11);
  }

  @Test
  void aBidForMoreThanThereIsCannotBeFilled() {
    Book book = oneTier();
    book.bid(0, 21, 50);
    FillReason reason = why(book).bid(4);
    assertThat(reason)
        .isEqualTo(new FillReason(Verdict.PRICED_OUT, 60, 50, ticks(60), OptionalLong.empty()));
    assertThat(reason.change()).isEmpty();
  }

  @Test
  void anOfferThatRunsNeededNothingElse() {
    assertThat(why(oneTier()).offer(0, 0))
        .isEqualTo(new FillReason(Verdict.FILLED, 60, 30, ticks(30), ticks(30)));
  }

  /** Below 60 it would serve the rest of the bids at 60; at 60 it trades with them as well. */
  @Test
  void anAskAboveThePriceIsPricedOut() {
    FillReason reason = why(oneTier()).offer(1, 0);
    assertThat(reason).isEqualTo(new FillReason(Verdict.PRICED_OUT, 60, 70, ticks(60), ticks(60)));
    assertThat(reason.change()).hasValue(-10);
  }

  @Test
  void anOfferWithoutTheTierCannotMakeIt() {
    assertThat(why(oneTier()).offer(2, 0))
        .isEqualTo(
            new FillReason(Verdict.CANNOT_MAKE, 60, 0, OptionalLong.empty(), OptionalLong.empty()));
  }

  @Test
  void ofTwoOffersAlikeTheLaterIsOutranked() {
    Book book = new Book(1);
    book.offer(new long[] {10}, new long[] {30});
    book.offer(new long[] {10}, new long[] {30});
    book.bid(0, 8, 60);
    assertThat(why(book).offer(1, 0))
        .isEqualTo(new FillReason(Verdict.OUTRANKED, 30, 30, ticks(30), ticks(29)));
  }

  /**
   * Ten lots of tier 0 at 100 for an ask of 10 earn 900; five of tier 1 at 150 for an ask of 20
   * earn 650. To earn 900 there it would have to ask -30: no ask does. Ten of tier 1 would earn
   * 1,300.
   */
  @Test
  void powerThatEarnsMoreElsewhereIsNotRunHere() {
    Book book = new Book(2);
    book.offer(new long[] {10, 5}, new long[] {10, 20});
    book.offer(new long[] {0, 1}, new long[] {0, 150});
    book.bid(0, 20, 100);
    book.bid(1, 1, 150);
    FillReason reason = why(book).offer(0, 1);
    assertThat(reason.verdict()).isEqualTo(Verdict.BETTER_ELSEWHERE);
    assertThat(reason.price()).isEqualTo(150);
    assertThat(reason.atThesePrices()).isEmpty();
    assertThat(reason.needed()).isEmpty();
  }

  /** Of two tiers and three offers the last one's second: nothing else is changed by asking. */
  @Test
  void anAnswerDoesNotDependOnTheQuestionsBefore() {
    Book book = new Book(2);
    book.offer(new long[] {10, 10}, new long[] {30, 30});
    book.offer(new long[] {0, 0}, new long[] {0, 0});
    book.offer(new long[] {0, 10}, new long[] {0, 70});
    book.bid(0, 4, 80);
    book.bid(1, 4, 80);
    Why why = why(book);
    FillReason reason = why.offer(2, 1);
    assertThat(reason).isEqualTo(new FillReason(Verdict.PRICED_OUT, 30, 70, ticks(30), ticks(29)));
    assertThat(why.offer(2, 1)).isEqualTo(reason);
    assertThat(why.offer(1, 1).verdict()).isEqualTo(Verdict.CANNOT_MAKE);
    assertThat(why.bid(1)).isEqualTo(new FillReason(Verdict.FILLED, 30, 80, ticks(80), ticks(80)));
  }

  /**
   * Recipes for tiers 0 and 1 make 75 lots each if both run, and earn 4 a lot; the recipe for tier
   * 2 takes all of both pools for 100 lots. At a price of 8 and an ask of 3 it earns 500 of the 600
   * to be had: it would have to ask 2.
   */
  @Test
  void poolsThatEarnMoreByOtherRecipesAreNotRunForThis() {
    Book book = new Book(3);
    book.offer(
        new int[] {0, 1, 2},
        new long[] {100, 300, 100},
        new long[] {300, 100, 100},
        new long[] {6, 6, 3});
    book.offer(new long[] {0, 0, 50}, new long[] {0, 0, 1});
    book.bid(0, 200, 10);
    book.bid(1, 200, 10);
    book.bid(2, 60, 8);
    Why why = why(book);
    FillReason reason = why.offer(0, 2);
    assertThat(reason.verdict()).isEqualTo(Verdict.BETTER_ELSEWHERE);
    assertThat(reason.price()).isEqualTo(8);
    assertThat(reason.atThesePrices()).hasValue(2);
    assertThat(reason.needed()).hasValue(1);
    assertThat(why.offer(0, 1).verdict()).isEqualTo(Verdict.FILLED);
    assertThat(why.offer(1, 0).verdict()).isEqualTo(Verdict.CANNOT_MAKE);
  }

  /** A slow bid that is priced out of the cascade would have to outbid the fast hall's ask. */
  @Test
  void aBidBelowThePriceOfTheFasterTierThatServesItIsPricedOut() {
    Book book = new Book(2);
    book.cascade(1, 0);
    book.offer(new long[] {0, 10}, new long[] {0, 20});
    book.bid(1, 5, 90);
    book.bid(0, 3, 50);
    book.bid(0, 2, 15);
    FillReason reason = why(book).bid(2);
    assertThat(reason).isEqualTo(new FillReason(Verdict.PRICED_OUT, 20, 15, ticks(20), ticks(20)));
  }

  /** What is needed fills, and a tick less does not, on random books. */
  @Test
  void theSmallestChangeFillsAndOneTickLessDoesNot() {
    for (long seed = 0; seed < 60; seed++) {
      Book book = Books.realistic(seed, 3, 8, 20);
      Why why = why(book);
      for (int j = 0; j < book.bids(); j++) {
        FillReason reason = why.bid(j);
        if (reason.verdict() != Verdict.FILLED && reason.needed().isPresent()) {
          assertThat(fills(book, j, reason.needed().getAsLong())).as("seed %d", seed).isTrue();
          assertThat(fills(book, j, reason.needed().getAsLong() - 1)).as("seed %d", seed).isFalse();
        }
      }
    }
  }

  private static boolean fills(Book book, int bid, long limit) {
    Book changed = new Book(book);
    changed.setBidLimit(bid, limit);
    return new Auction().clear(changed).filled(bid) == book.bidLots(bid);
  }
}
