package io.tokenmarket.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Once warm an auction makes no garbage per order. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void garbageDoesNotGrowWithTheOrders() {
    Auction auction = new Auction();
    long small = bytes(auction, Books.realistic(1, 5, 100, 1_000));
    long large = bytes(auction, Books.realistic(1, 5, 10_000, 100_000));
    assertThat(small).isLessThan(64_000);
    assertThat(large).isLessThan(64_000);
  }

  @Test
  void norWithTheOrdersThatHavePools() {
    Auction auction = new Auction();
    long small = bytes(auction, Books.pooled(1, 5, 30, 1_000));
    long large = bytes(auction, Books.pooled(1, 5, 1_000, 30_000));
    assertThat(small).isLessThan(256_000);
    assertThat(large).isLessThan(256_000);
  }

  private static long bytes(Auction auction, Book book) {
    for (int k = 0; k < 5; k++) {
      auction.clear(book);
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    auction.clear(book);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
