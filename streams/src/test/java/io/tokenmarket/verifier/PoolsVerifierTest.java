package io.tokenmarket.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.clearing.Auction;
import io.tokenmarket.clearing.Book;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each way to corrupt what an outcome says of pools and of a cascade is found.
 *
 * <p>Recipes 0 and 1 make tier 0 and tier 1, 75 lots each if both run, out of pools worth 300 each;
 * recipe 2 makes 10 lots of tier 0. Offer 1 makes 20 lots of tier 1 at 2; tier 1 may serve tier 0,
 * where 200 lots are wanted at 10, and as many in tier 1 at 10.
 */
class PoolsVerifierTest {
  private Book book;
  private Altered outcome;

  @BeforeEach
  void clear() {
    book = new Book(2);
    book.cascade(1, 0);
    book.offer(
        new int[] {0, 1, 0},
        new long[] {100, 300, 10},
        new long[] {300, 100, 10},
        new long[] {6, 6});
    book.offer(new long[] {0, 20}, new long[] {0, 2});
    book.bid(0, 200, 10);
    book.bid(1, 90, 10);
    outcome = new Altered(book, new Auction().clear(book));
  }

  private String broken() {
    return Verifier.firstBroken(book, outcome).orElse("nothing");
  }

  @Test
  void anHonestOutcomePasses() {
    assertThat(broken()).isEqualTo("nothing");
    assertThat(outcome.madeBy).containsExactly(75, 75, 0);
    assertThat(outcome.price).containsExactly(10, 10);
    assertThat(outcome.poolRent[0]).containsExactly(300, 300);
    assertThat(outcome.sold).containsExactly(80, 90);
  }

  @Test
  void aRecipeBeyondWhatItCanMakeIsFound() {
    outcome.madeBy[2] = 11;
    assertThat(broken()).isEqualTo("recipe 2 makes 11 lots, not 0 to the 10 it can");
    outcome.madeBy[2] = -1;
    assertThat(broken()).isEqualTo("recipe 2 makes -1 lots, not 0 to the 10 it can");
  }

  @Test
  void lotsThatNoRecipeMakesAreFound() {
    outcome.madeBy[0]--;
    assertThat(broken()).isEqualTo("offer 0 makes 75 lots of tier 0 but its recipes 74");
  }

  @Test
  void aPoolUsedTwiceIsFound() {
    outcome.madeBy[0] = 76;
    outcome.made[0][0] = 76;
    assertThat(broken()).isEqualTo("offer 0 uses pool 0 beyond its capacity");
    clear();
    outcome.madeBy[1] = 76;
    outcome.made[0][1] = 76;
    outcome.madeBy[0] = 74;
    outcome.made[0][0] = 74;
    assertThat(broken()).isEqualTo("offer 0 uses pool 1 beyond its capacity");
  }

  @Test
  void aPoolThatIsNoLimitIsNotChecked() {
    book = new Book(1);
    book.offer(new int[] {0}, new long[] {100}, new long[] {Long.MAX_VALUE}, new long[] {6});
    book.bid(0, 200, 10);
    outcome = new Altered(book, new Auction().clear(book));
    assertThat(broken()).isEqualTo("nothing");
    assertThat(outcome.poolRent[0]).containsExactly(400, 0);
  }

  @Test
  void aWrongShadowPriceIsFound() {
    outcome.poolRent[0][0] = 299;
    outcome.poolRent[0][1] = 301;
    assertThat(broken()).isEqualTo("recipe 0 earns more than what it takes of the pools is worth");
    outcome.poolRent[0][0] = 301;
    outcome.poolRent[0][1] = 299;
    assertThat(broken()).isEqualTo("recipe 1 earns more than what it takes of the pools is worth");
    outcome.poolRent[0][0] = -1;
    outcome.poolRent[0][1] = 601;
    assertThat(broken()).isEqualTo("a pool of offer 0 has a price below 0");
    outcome.poolRent[0][0] = 601;
    outcome.poolRent[0][1] = -1;
    assertThat(broken()).isEqualTo("a pool of offer 0 has a price below 0");
  }

  @Test
  void aRentThatIsNotThatOfThePoolsIsFound() {
    outcome.rent[0] = 599;
    assertThat(broken()).isEqualTo("the pools of offer 0 are not worth its rent of 599");
  }

  @Test
  void poolsWorthMoreThanTheyEarnAreFound() {
    outcome.poolRent[0][0] = 301;
    outcome.poolRent[0][1] = 301;
    outcome.rent[0] = 602;
    assertThat(broken()).isEqualTo("the pools of offer 0 are worth less than stated");
  }

  /** Recipe 2 alone earns 40 of the 600: in place of the others it takes 10 lots of tier 0. */
  @Test
  void aRecipeThatEarnsLessIsFound() {
    outcome.madeBy[0] = 65;
    outcome.madeBy[1] = 0;
    outcome.madeBy[2] = 1;
    outcome.made[0][0] = 66;
    outcome.made[0][1] = 0;
    assertThat(broken()).isEqualTo("offer 0 runs recipe 2 but would earn more by others");
  }

  @Test
  void aFasterTierThatIsCheaperIsFound() {
    book = new Book(2);
    book.cascade(1, 0);
    outcome = new Altered(book, new Auction().clear(book));
    outcome.price[0] = 11;
    assertThat(broken()).isEqualTo("tier 1 costs 0, less than tier 0, which it serves");
  }

  /** 75 lots of tier 0 and 95 of tier 1: a bid of tier 1 cannot have the 96th. */
  @Test
  void lotsOfASlowerTierForAFasterOneAreFound() {
    book.bid(1, 6, 10);
    outcome = new Altered(book, new Auction().clear(book));
    outcome.filled[0] = 74;
    outcome.filled[1] = 90;
    outcome.filled[2] = 6;
    outcome.sold[0] = 74;
    outcome.sold[1] = 96;
    assertThat(broken())
        .isEqualTo(
            "tier 1: 95 lots made, 96 lots bought, 1 lots too few with those of faster tiers");
  }

  @Test
  void aTradeOfTheWrongTierIsFound() {
    int trade = 0;
    while (book.bidTier(outcome.buyer[trade]) != 1) {
      trade++;
    }
    outcome.awardedTier[trade] = 0;
    assertThat(broken()).isEqualTo("trade " + trade + " hands over tier 0 for tier 1");
  }

  @Test
  void aTradeAtAnotherPriceThanThatOfItsTierIsFound() {
    outcome.price[1] = 11;
    outcome.highest[1] = 11;
    Book dearer = new Book(2);
    dearer.cascade(1, 0);
    dearer.offer(
        new int[] {0, 1, 0},
        new long[] {100, 300, 10},
        new long[] {300, 100, 10},
        new long[] {6, 7});
    dearer.offer(new long[] {0, 20}, new long[] {0, 3});
    dearer.bid(0, 200, 10);
    dearer.bid(1, 90, 11);
    book = dearer;
    assertThat(broken())
        .startsWith("trade ")
        .endsWith(" hands over tier 1 at the price of tier 0, which is another");
  }
}
