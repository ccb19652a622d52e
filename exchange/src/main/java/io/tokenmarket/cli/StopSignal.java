package io.tokenmarket.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C or a termination signal, turned into a request to stop: the JVM is kept until the command
 * has closed what it opened, and exits with 128 + signal.
 */
public final class StopSignal implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch request = new CountDownLatch(1);
  private volatile Runnable wakeup = () -> {};

  private StopSignal() {}

  /** Listens until closed; close it last, after all that needs a clean stop. */
  public static StopSignal listen() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(signal::stopAndWait, "stop-signal"));
    return signal;
  }

  /** Whether the command is to stop. */
  boolean requested() {
    return request.getCount() == 0;
  }

  /** Waits so long for a request; whether there was one. */
  boolean await(Duration patience) throws InterruptedException {
    return request.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Runs this, on another thread, as soon as a stop is requested. */
  public void onRequest(Runnable wakeup) {
    this.wakeup = wakeup;
    if (requested()) {
      wakeup.run();
    }
  }

  private void stopAndWait() {
    request.countDown();
    wakeup.run();
    try {
      if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LoggerFactory.getLogger(StopSignal.class)
            .warn("Not closed within {} s of the signal", PATIENCE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    wakeup = () -> {};
    closed.countDown();
  }
}
