package io.tokenmarket.simulation;

import io.tokenmarket.threads.OwnThreads;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A thread beside the auctions that does its tasks one after the other, in the order they were
 * given. To be used by one thread.
 *
 * @param <T> what a task gives
 */
final class SerialWorker<T> implements AutoCloseable {
  /** Enough to bridge an auction that takes longer than most, few enough to need no memory. */
  private static final int LENGTH = 16;

  private final ExecutorService thread;
  private final Queue<Future<T>> given = new ArrayDeque<>();

  SerialWorker(String name) {
    thread = Executors.newSingleThreadExecutor(task -> OwnThreads.of(name, task));
  }

  /** Whether a task has room. */
  boolean hasRoom() {
    return given.size() < LENGTH;
  }

  boolean isEmpty() {
    return given.isEmpty();
  }

  void give(Callable<T> task) {
    given.add(thread.submit(task));
  }

  /** Waits for the first task that was not taken yet, and throws what it threw. */
  T take() {
    try {
      return given.remove().get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the simulation was interrupted", stopped);
    } catch (ExecutionException failed) {
      throw thrown(failed.getCause());
    }
  }

  private static RuntimeException thrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
