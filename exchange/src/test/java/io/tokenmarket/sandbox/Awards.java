package io.tokenmarket.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.producers.client.OrderListener;
import io.tokenmarket.schemas.OrderAwarded;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a participant was told, for a test to take. */
final class Awards implements OrderListener {
  private final BlockingQueue<OrderAwarded> told = new LinkedBlockingQueue<>();

  @Override
  public void awarded(OrderAwarded event) {
    told.add(event);
  }

  /** The award of this interval or the first one after it. */
  OrderAwarded since(long interval) throws InterruptedException {
    while (true) {
      OrderAwarded award = told.poll(30, TimeUnit.SECONDS);
      assertThat(award).as("an award from interval %d on, within 30 s", interval).isNotNull();
      if (award.getInterval() >= interval) {
        return award;
      }
    }
  }
}
