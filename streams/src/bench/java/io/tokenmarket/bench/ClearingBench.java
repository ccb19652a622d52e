package io.tokenmarket.bench;

import com.sun.management.ThreadMXBean;
import io.tokenmarket.clearing.Auction;
import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Books;
import io.tokenmarket.clearing.LinearProgram;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * How long an auction takes, beside GLOP's solve of the same instance, and how fast a book of one
 * tier takes commands beside two books of continuous trading; one line of JSON a row.
 *
 * <p>Each figure is the median of five runs after warming up.
 */
public final class ClearingBench {
  private static final int RUNS = 5;
  private static final int[][] SIZES = {
    {50, 1_000}, {500, 10_000}, {1_000, 100_000}, {10_000, 100_000}, {100_000, 1_000_000}
  };

  /** Above as many bids times offers GLOP takes seconds: it runs once; at the largest, never. */
  private static final long GLOP_ONCE = 100_000_000L;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private ClearingBench() {}

  public static void main(String[] args) {
    for (int[] size : SIZES) {
      System.out.println(auction(Books.perMegawatt(1, size[0], size[1])));
    }
    System.out.println(auction(Books.pooled(1, 5, 500, 10_000)));
    OneTierBench.rows().forEach(System.out::println);
  }

  private static String auction(Book book) {
    Auction auction = new Auction();
    warm(auction, book);
    double micros = Median.of(RUNS, () -> auction.clear(book)) / 1e3;
    long before = THREADS.getCurrentThreadAllocatedBytes();
    auction.clear(book);
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    return String.format(
        Locale.ROOT,
        "{\"offers\":%d,\"bids\":%d,\"recipes\":%d,\"microsPerAuction\":%.1f,\"glopOverOurs\":%s,"
            + "\"bytesPerAuction\":%d}",
        book.offers(),
        book.bids(),
        book.recipes().count(),
        micros,
        glopOver(book, micros),
        bytes);
  }

  /** For two seconds, or three times. */
  private static void warm(Auction auction, Book book) {
    long until = System.nanoTime() + 2_000_000_000L;
    for (int k = 0; k < 3 || System.nanoTime() < until; k++) {
      auction.clear(book);
    }
  }

  private static String glopOver(Book book, double micros) {
    long work = (long) book.offers() * book.bids();
    if (work > 10 * GLOP_ONCE) {
      return "null";
    }
    double nanos = Median.timed(work > GLOP_ONCE ? 1 : RUNS, () -> solve(book));
    return String.format(Locale.ROOT, "%.1f", nanos / 1e3 / micros);
  }

  /** Nanoseconds that GLOP solves, without those of writing the program. */
  private static long solve(Book book) {
    try (LinearProgram program = new LinearProgram(book, "GLOP")) {
      long start = System.nanoTime();
      program.solve();
      return System.nanoTime() - start;
    }
  }
}
