package io.tokenmarket.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.clearing.Auction;
import io.tokenmarket.clearing.Book;
import java.math.BigInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each way to corrupt an outcome is found.
 *
 * <p>Tier 0 is wanted at 90, 80, 60 and 40, tier 1 at 300. Offers 0 and 1 make 10 of tier 0 at 20
 * or 5 of tier 1 at 50, offer 2 makes 10 of tier 0 at 60 only. Tier 1 takes one of the first two
 * whole; the 20 lots of tier 0 go to the bids of 8 and 6 and leave 6 for the bid of 9 at 60, the
 * price.
 */
class VerifierTest {
  private Book book;
  private Altered outcome;

  @BeforeEach
  void clear() {
    book = new Book(2);
    book.offer(new long[] {10, 5}, new long[] {20, 50});
    book.offer(new long[] {10, 5}, new long[] {20, 50});
    book.offer(new long[] {10, 0}, new long[] {60, 0});
    book.bid(0, 8, 90);
    book.bid(0, 6, 80);
    book.bid(0, 9, 60);
    book.bid(0, 9, 40);
    book.bid(1, 5, 300);
    outcome = new Altered(book, new Auction().clear(book));
  }

  private String broken() {
    return Verifier.firstBroken(book, outcome).orElse("nothing");
  }

  /** Moves lots of a bid to or from an offer, in all the places where they are. */
  private void move(int trade, long lots) {
    int bid = outcome.buyer[trade];
    int tier = book.bidTier(bid);
    outcome.tradedLots[trade] += lots;
    outcome.made[outcome.seller[trade]][tier] += lots;
    outcome.filled[bid] += lots;
    outcome.sold[tier] += lots;
    outcome.recertify(book);
  }

  private int tradeOf(int offer, int bid) {
    for (int k = 0; k < outcome.trades; k++) {
      if (outcome.seller[k] == offer && outcome.buyer[k] == bid) {
        return k;
      }
    }
    throw new AssertionError("no trade of offer " + offer + " and bid " + bid);
  }

  private void price(int tier, long price) {
    outcome.price[tier] = price;
    outcome.lowest[tier] = Math.min(price, outcome.lowest[tier]);
    outcome.highest[tier] = Math.max(price, outcome.highest[tier]);
    outcome.recertify(book);
  }

  @Test
  void anHonestOutcomePasses() {
    assertThat(broken()).isEqualTo("nothing");
    outcome.recertify(book);
    assertThat(broken()).isEqualTo("nothing");
    assertThat(outcome.price).containsExactly(60, 130);
    assertThat(outcome.filled).containsExactly(8, 6, 6, 0, 5);
  }

  @Test
  void negativeProductionIsFound() {
    outcome.made[0][0] = -1;
    assertThat(broken()).isEqualTo("offer 0 makes -1 lots of tier 0, not 0 to its full run of 10");
  }

  @Test
  void productionAboveTheFullRunIsFound() {
    outcome.made[2][1] = 1;
    assertThat(broken()).isEqualTo("offer 2 makes 1 lots of tier 1, not 0 to its full run of 0");
  }

  @Test
  void aBidFilledBeyondItsQuantityIsFound() {
    outcome.filled[1] = 7;
    assertThat(broken()).isEqualTo("bid 1 gets 7 lots, not 0 to the 6 it wants");
    outcome.filled[1] = -1;
    assertThat(broken()).isEqualTo("bid 1 gets -1 lots, not 0 to the 6 it wants");
  }

  @Test
  void powerUsedTwiceIsFound() {
    int whole = outcome.made[0][1] > 0 ? 0 : 1;
    outcome.made[whole][0] = 1;
    assertThat(broken()).isEqualTo("offer " + whole + " runs above its power");
  }

  @Test
  void powerUsedTwiceIsFoundBesideATierThatCannotBeMade() {
    book = new Book(3);
    book.offer(new long[] {10, 5, 0}, new long[] {1, 1, 0});
    book.bid(0, 10, 90);
    outcome = new Altered(book, new Auction().clear(book));
    outcome.made[0][1] = 1;
    assertThat(broken()).isEqualTo("offer 0 runs above its power");
  }

  @Test
  void supplyThatIsNotDemandIsFound() {
    outcome.filled[0]--;
    assertThat(broken()).isEqualTo("tier 0: 20 lots made, 19 lots bought, 20 lots said to be sold");
    clear();
    outcome.sold[1]++;
    assertThat(broken()).isEqualTo("tier 1: 5 lots made, 5 lots bought, 6 lots said to be sold");
  }

  @Test
  void aSaleUnderTheAskIsFound() {
    price(0, 59);
    assertThat(broken()).isEqualTo("offer 2 sells tier 0 under its ask of 60");
  }

  @Test
  void aPurchaseOverTheLimitIsFound() {
    price(0, 61);
    assertThat(broken()).isEqualTo("bid 2 pays more than its limit of 60");
  }

  @Test
  void aBetterBidPassedOverIsFound() {
    outcome.filled[0] -= 2;
    outcome.filled[3] += 2;
    book = withLimit(3, 60);
    assertThat(broken()).isEqualTo("bid 1 is filled before bid 0, which is better");
  }

  @Test
  void anEarlierBidPassedOverIsFound() {
    book = withLimit(3, 60);
    outcome.filled[2] -= 2;
    outcome.filled[3] += 2;
    assertThat(broken()).isEqualTo("bid 3 is filled before bid 2, which is better");
  }

  private Book withLimit(int bid, long limit) {
    Book other = new Book(2);
    for (int i = 0; i < book.offers(); i++) {
      other.offer(
          new long[] {book.fullRun(i, 0), book.fullRun(i, 1)},
          new long[] {book.ask(i, 0), book.ask(i, 1)});
    }
    for (int j = 0; j < book.bids(); j++) {
      other.bid(book.bidTier(j), book.bidLots(j), j == bid ? limit : book.bidLimit(j));
    }
    return other;
  }

  @Test
  void aPriceOutsideTheStatedRangeIsFound() {
    outcome.lowest[1] = 131;
    assertThat(broken())
        .isEqualTo("tier 1: the price 130 is not between 131 and 130, the prices that clear");
    outcome.lowest[1] = 100;
    outcome.highest[1] = 129;
    assertThat(broken())
        .isEqualTo("tier 1: the price 130 is not between 100 and 129, the prices that clear");
    outcome.lowest[1] = -1;
    outcome.highest[1] = 130;
    assertThat(broken())
        .isEqualTo("tier 1: the price 130 is not between -1 and 130, the prices that clear");
    outcome.lowest[1] = 0;
    outcome.highest[1] = Book.MAX_PRICE + 1;
    assertThat(broken())
        .isEqualTo("tier 1: the price 130 is not between 0 and 1073741824, the prices that clear");
  }

  /** A tick of rounding is forgiven: 5 x (129 - 50) against 10 x (59 - 20), but not two. */
  @Test
  void anOfferInTheWrongTierIsFound() {
    int maker = outcome.made[0][1] > 0 ? 0 : 1;
    price(1, 128);
    assertThat(broken()).isEqualTo("nothing");
    price(1, 127);
    assertThat(broken())
        .isEqualTo("offer " + maker + " makes tier 1 but would earn more in tier 0");
  }

  @Test
  void aBidAboveThePriceThatGoesShortIsFound() {
    cut(2, 6);
    cut(1, 6);
    cut(0, 2);
    assertThat(broken()).isEqualTo("nothing");
    cut(0, 1);
    assertThat(broken()).isEqualTo("bids above the price go short by 9 lots");
  }

  /** Takes lots from a bid, and from its offers. */
  private void cut(int bid, long lots) {
    long left = lots;
    for (int k = outcome.trades - 1; k >= 0 && left > 0; k--) {
      if (outcome.buyer[k] == bid) {
        long less = Math.min(left, outcome.tradedLots[k]);
        left -= less;
        move(k, -less);
        if (outcome.tradedLots[k] == 0) {
          drop(k);
        }
      }
    }
  }

  private void drop(int trade) {
    outcome.trades--;
    for (int k = trade; k < outcome.trades; k++) {
      outcome.seller[k] = outcome.seller[k + 1];
      outcome.buyer[k] = outcome.buyer[k + 1];
      outcome.tradedLots[k] = outcome.tradedLots[k + 1];
      outcome.awardedTier[k] = outcome.awardedTier[k + 1];
    }
  }

  @Test
  void aTradeOfNothingIsFound() {
    outcome.tradedLots[0] = 0;
    assertThat(broken()).isEqualTo("trade 0 is of 0 lots");
  }

  @Test
  void aLotTradedTwiceIsFound() {
    outcome.tradedLots[0]++;
    int offer = outcome.seller[0];
    assertThat(broken())
        .startsWith("offer " + offer + " makes ")
        .endsWith(" trades " + traded(offer));
  }

  private long traded(int offer) {
    long lots = 0;
    for (int k = 0; k < outcome.trades; k++) {
      lots += outcome.seller[k] == offer ? outcome.tradedLots[k] : 0;
    }
    return lots;
  }

  @Test
  void aTradeWithTheWrongBuyerIsFound() {
    int trade = tradeOf(2, 2);
    outcome.buyer[trade] = 3;
    assertThat(broken()).isEqualTo("bid 2 gets 6 lots but trades 0");
  }

  @Test
  void aWrongRentIsFound() {
    outcome.rent[0]++;
    assertThat(broken()).isEqualTo("the rent of offer 0 is 400, not the 401 stated");
  }

  @Test
  void wrongWelfareIsFound() {
    BigInteger honest = outcome.welfare;
    outcome.welfare = honest.add(BigInteger.ONE);
    assertThat(broken())
        .isEqualTo("welfare is " + honest + ", not the " + outcome.welfare + " stated");
  }

  @Test
  void aWrongGapIsFound() {
    outcome.gap = outcome.gap.add(BigInteger.ONE);
    assertThat(broken()).isEqualTo("the gap is 0, not the 1 stated");
  }
}
