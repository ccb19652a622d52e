package io.tokenmarket.compare;

import io.tokenmarket.clearing.Book;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Books of orders to try policies on. */
final class Halls {
  static final int SLOW = 0;
  static final int FAST = 1;
  static final long DOLLAR = 1_000_000;

  private Halls() {}

  /**
   * The example of {@code docs/auction.md}: two halls, two tiers. A makes 1,000 slow lots or 200
   * fast ones, B 500 or 250.
   */
  static IntervalOrders two() {
    Book book = new Book(2);
    book.offer(new long[] {1_000, 200}, new long[] {DOLLAR, 4 * DOLLAR});
    book.offer(new long[] {500, 250}, new long[] {DOLLAR, 3 * DOLLAR});
    book.bid(SLOW, 800, 3 * DOLLAR);
    book.bid(SLOW, 600, 2 * DOLLAR);
    book.bid(FAST, 150, 12 * DOLLAR);
    book.bid(FAST, 100, 8 * DOLLAR);
    return of(book);
  }

  /** The book, with a megawatt behind every offer. */
  static IntervalOrders of(Book book) {
    return new IntervalOrders(
        book,
        IntStream.range(0, book.offers())
            .mapToObj(offer -> new IntervalOrders.Seller("hall-" + offer, 1_000_000))
            .toList());
  }

  /** Made up: up to six offers and forty bids in up to five tiers, some of them of nothing. */
  static List<IntervalOrders> random(Random random, int intervals) {
    int tiers = 1 + random.nextInt(5);
    int offers = random.nextInt(7);
    List<IntervalOrders> all = new ArrayList<>();
    for (int interval = 0; interval < intervals; interval++) {
      all.add(random(random, tiers, offers));
    }
    return all;
  }

  private static IntervalOrders random(Random random, int tiers, int offers) {
    Book book = new Book(tiers);
    for (int offer = 0; offer < offers; offer++) {
      book.offer(
          random.longs(tiers, 0, 5_000).map(lots -> random.nextInt(4) == 0 ? 0 : lots).toArray(),
          random.longs(tiers, 0, 60).toArray());
    }
    int bids = random.nextInt(41);
    for (int bid = 0; bid < bids; bid++) {
      book.bid(random.nextInt(tiers), random.nextInt(2_000), random.nextInt(100));
    }
    return of(book);
  }
}
