package io.tokenmarket.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The order in which offers change modes as a price rises. */
class OvertakingsTest {
  private final Fleet fleet = new Fleet();
  private final Overtakings events = new Overtakings(fleet);

  /** Idle offers of one lot at these asks; the price rises from 0 by a tick per unit of time. */
  private void collect(long... asks) {
    Book book = new Book(1);
    for (long ask : asks) {
      book.offer(new long[] {1}, new long[] {ask});
    }
    fleet.load(book, 0);
    double[] price = {0, 0};
    fleet.run(price);
    events.start(price, new double[] {1, 0});
    events.collect(Double.POSITIVE_INFINITY);
  }

  @Test
  void anOfferRunsOnceThePriceMeetsItsAsk() {
    collect(30, 10);
    assertThat(events.count()).isEqualTo(2);
    assertThat(events.time(0)).isEqualTo(30);
    assertThat(events.weight(0)).isEqualTo(1);
    assertThat(Overtakings.offer(events.item(0))).isZero();
    assertThat(Overtakings.offer(events.item(1))).isEqualTo(1);
    assertThat(Overtakings.mode(events.item(1))).isZero();
  }

  @Test
  void theMedianIsTheMiddleOneInTimeWhereverItStands() {
    long[][] permutations = {{1, 2, 3}, {1, 3, 2}, {2, 1, 3}, {2, 3, 1}, {3, 1, 2}, {3, 2, 1}};
    for (long[] asks : permutations) {
      collect(asks);
      assertThat(events.time(events.medianOfThree(0, 1, 2))).isEqualTo(2);
    }
  }

  @Test
  void atOneTimeTheEarlierOfferComesFirst() {
    collect(5, 5, 5);
    int[][] places = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (int[] at : places) {
      assertThat(events.medianOfThree(at[0], at[1], at[2])).isEqualTo(1);
    }
  }

  @Test
  void offersChangeToTheFirstModesOnly() {
    collect(1, 2, 3);
    events.apply(2);
    assertThat(fleet.key(0)).isZero();
    assertThat(fleet.key(1)).isZero();
    assertThat(fleet.key(2)).isEqualTo(fleet.idle());
    assertThat(fleet.supply(0)).isEqualTo(2);
  }
}
