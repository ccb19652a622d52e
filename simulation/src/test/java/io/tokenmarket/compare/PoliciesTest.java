package io.tokenmarket.compare;

import static io.tokenmarket.compare.Halls.DOLLAR;
import static io.tokenmarket.compare.Halls.FAST;
import static io.tokenmarket.compare.Halls.SLOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.clearing.Book;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each policy by hand, and what holds for all of them. */
class PoliciesTest {

  @Test
  void theAuctionGivesEveryMegawattItsBestTier() {
    AllocationTotals tally = AllocationTotals.of(new OneAuction().allocate(Halls.two()));
    assertThat(tally.surplus()).isEqualTo(dollars(3_650));
    assertThat(tally.sellers()).isEqualTo(dollars(1_000 + 250 * 7 / 2));
    assertThat(tally.wattsUsed()).isEqualTo(tally.wattsOffered()).isEqualTo(2_000_000);
  }

  /**
   * Half of each hall: 500 + 250 slow lots at $2, 100 + 125 fast ones at $8. 70 slow lots come in
   * at a time, so ten times all of them and then 40 + 10; of the fast ones 225 of 250, the cheaper
   * hall's first.
   */
  @Test
  void atListPricesWhoComesWhileThereIsSomeIsServed() {
    Allocation allocation = new ListPrices(List.of(2 * DOLLAR, 8 * DOLLAR)).allocate(Halls.two());
    assertThat(allocation.filled()).containsExactly(440, 310, 135, 90);
    assertThat(allocation.made()).isDeepEqualTo(new long[][] {{500, 100}, {250, 125}});
    AllocationTotals tally = AllocationTotals.of(allocation);
    long cost = 750 + 125 * 3 + 100 * 4;
    assertThat(tally.surplus()).isEqualTo(dollars(440 * 3 + 310 * 2 + 135 * 12 + 90 * 8 - cost));
    assertThat(tally.sellers()).isEqualTo(dollars(750 * 2 + 225 * 8 - cost));
  }

  @Test
  void atListPricesNobodySellsBelowItsAskOrBuysAboveHisLimit() {
    Book book = new Book(1);
    book.offer(new long[] {100}, new long[] {5});
    book.bid(0, 20, 4);
    book.bid(0, 20, 5);
    Allocation allocation = new ListPrices(List.of(0L)).allocate(Halls.of(book));
    assertThat(allocation.filled()).containsExactly(0, 20);
    assertThat(allocation.deliveries()).allMatch(delivery -> delivery.price() == 5);
  }

  /**
   * At first half of each hall: 750 slow lots, fewer than the first bid wants, at its $3; 225 fast
   * ones at the second bid's $8.
   */
  @Test
  void separateBooksBeginWithAnEvenSplit() {
    Allocation allocation = new SeparateBooks().allocate(Halls.two());
    assertThat(allocation.made()).isDeepEqualTo(new long[][] {{500, 100}, {250, 125}});
    assertThat(allocation.filled()).containsExactly(750, 0, 150, 75);
    assertThat(AllocationTotals.of(allocation).surplus())
        .isEqualTo(dollars(750 * 2 + 150 * 12 + 75 * 8 - 125 * 3 - 100 * 4));
  }

  /**
   * A earned 500 x $3 slow and 100 x $8 fast: a share of 15/23. A quarter of the way from 1/2 is
   * 0.538; every tier keeps 0.2 %, so 0.5380 of A's power makes slow lots.
   */
  @Test
  void aSellerGivesMorePowerToTheTierThatEarnedMore() {
    SeparateBooks books = new SeparateBooks();
    books.allocate(Halls.two());
    assertThat(books.allocate(Halls.two()).made()[0]).containsExactly(537, 92);
  }

  @Test
  void whereDemandStaysSellersGuessAlmostRight() {
    SeparateBooks books = new SeparateBooks();
    AllocationTotals last = null;
    for (int interval = 0; interval < 100; interval++) {
      last = AllocationTotals.of(books.allocate(Halls.two()));
    }
    assertThat(last.surplus()).isBetween(dollars(3_650 * 97 / 100), dollars(3_650));
  }

  /** Asks of $1 and $2: weights 1 and 1/4. */
  @Test
  void aRouterSplitsByTheInverseSquareOfThePrice() {
    assertThat(routed(1_000, 5 * DOLLAR).made()).isDeepEqualTo(new long[][] {{800}, {200}});
  }

  @Test
  void aRouterTriesTheOthersWhereOneHasNoRoom() {
    assertThat(routed(1_500, 5 * DOLLAR).made()).isDeepEqualTo(new long[][] {{1_000}, {500}});
    assertThat(routed(3_000, 5 * DOLLAR).made()).isDeepEqualTo(new long[][] {{1_000}, {1_000}});
  }

  @Test
  void aRouterSendsNothingToWhoIsTooDear() {
    assertThat(routed(1_000, DOLLAR).made()).isDeepEqualTo(new long[][] {{1_000}, {0}});
    assertThat(routed(1_000, DOLLAR - 1).deliveries()).isEmpty();
  }

  @Test
  void aRouterLeavesNoPowerToTiersWhoseRequestsComeTooLate() {
    Book book = new Book(2);
    book.offer(new long[] {1_000, 100}, new long[] {DOLLAR, DOLLAR});
    book.bid(SLOW, 1_000, 2 * DOLLAR);
    book.bid(FAST, 100, 90 * DOLLAR);
    Allocation allocation = new InverseSquare().allocate(Halls.of(book));
    assertThat(allocation.filled()).containsExactly(500, 50);
  }

  /** The audit throws where a policy breaks a rule; its controls are in AuditTest. */
  @Test
  void noPolicyBreaksARuleOrExceedsTheOptimum() {
    for (long seed = 1; seed <= 60; seed++) {
      OneAuction auction = new OneAuction();
      List<Policy> policies =
          List.of(
              auction,
              new ListPrices(List.of(20L, 30L, 40L, 50L, 60L)),
              new SeparateBooks(),
              new InverseSquare());
      for (IntervalOrders orders : Halls.random(new Random(seed), 20)) {
        for (Policy policy : policies) {
          audited(seed, policy, orders, auction);
        }
      }
    }
  }

  private static void audited(long seed, Policy policy, IntervalOrders orders, OneAuction auction) {
    Allocation allocation = policy.allocate(orders);
    try {
      Audit.require(allocation, AllocationTotals.of(allocation), auction.ceiling());
    } catch (IllegalStateException broken) {
      throw new AssertionError("seed " + seed + ", " + policy.name(), broken);
    }
  }

  private static Allocation routed(long lots, long limit) {
    Book book = new Book(1);
    book.offer(new long[] {1_000}, new long[] {DOLLAR});
    book.offer(new long[] {1_000}, new long[] {2 * DOLLAR});
    book.bid(0, lots, limit);
    return new InverseSquare().allocate(Halls.of(book));
  }

  private static BigInteger dollars(long lotDollars) {
    return BigInteger.valueOf(lotDollars * DOLLAR);
  }
}
