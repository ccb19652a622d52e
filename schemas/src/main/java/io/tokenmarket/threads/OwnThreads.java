package io.tokenmarket.threads;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes the threads of nodes and clients: daemons, and none ends without being heard of. What a
 * task of an executor throws, {@link DeadThreads} hears.
 */
public final class OwnThreads {
  private OwnThreads() {}

  /** A thread, not started yet, whose end by a throwable is told to {@link DeadThreads}. */
  public static Thread of(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((dead, cause) -> DeadThreads.died(dead.getName(), cause));
    return thread;
  }

  /** A thread that does tasks, one after the other. */
  public static ExecutorService executor(String name) {
    return new ThreadPoolExecutor(
        1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> of(name, task)) {
      @Override
      protected void afterExecute(Runnable task, Throwable thrown) {
        super.afterExecute(task, thrown);
        hear(name, task, thrown);
      }
    };
  }

  /** A thread that does tasks when their time comes. */
  public static ScheduledExecutorService scheduler(String name) {
    return new ScheduledThreadPoolExecutor(1, task -> of(name, task)) {
      @Override
      protected void afterExecute(Runnable task, Throwable thrown) {
        super.afterExecute(task, thrown);
        hear(name, task, thrown);
      }
    };
  }

  /** What an executor's thread dies of itself is heard where it dies. */
  private static void hear(String name, Runnable task, Throwable thrown) {
    if (thrown == null && task instanceof Future<?> done && done.isDone() && !done.isCancelled()) {
      try {
        done.get();
      } catch (ExecutionException failed) {
        DeadThreads.died(name, failed.getCause());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
