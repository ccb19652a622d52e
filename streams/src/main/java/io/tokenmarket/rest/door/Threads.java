package io.tokenmarket.rest.door;

import io.tokenmarket.threads.OwnThreads;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that end with the JVM. */
final class Threads {
  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
  private static final int KEPT_SECONDS = 60;

  private Threads() {}

  /** So many, as long as there is something to do. */
  static ExecutorService pool(String name, int count) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            count, count, KEPT_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** One that does this again and again, whether it fails or not. */
  static ScheduledExecutorService every(Duration period, String name, Runnable task) {
    ScheduledExecutorService one = OwnThreads.scheduler(name);
    long millis = period.toMillis();
    one.scheduleWithFixedDelay(() -> attempt(task), millis, millis, TimeUnit.MILLISECONDS);
    return one;
  }

  private static void attempt(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException failed) {
      LOG.error("A check failed; it is made again", failed);
    }
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> OwnThreads.of(name + "-" + count.incrementAndGet(), task);
  }
}
