package io.tokenmarket.topology.views;

import io.tokenmarket.threads.OwnThreads;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever waits that the views have moved on.
 *
 * <p>Conditions and listeners are called by one thread of their own, once for any number of changes
 * since the last time; they must not block.
 */
public final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private record Waiting(BooleanSupplier condition, CompletableFuture<Boolean> met) {}

  private final ExecutorService thread = OwnThreads.executor("views-watch");
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
  private final AtomicBoolean pending = new AtomicBoolean();
  private final AtomicLong changes = new AtomicLong();

  /** Something was read; returns at once. */
  public void changed() {
    changes.incrementAndGet();
    if (!pending.getAndSet(true) && !thread.isShutdown()) {
      thread.execute(this::tell);
    }
  }

  /** How often the views have moved on. */
  public long changes() {
    return changes.get();
  }

  /**
   * True once this holds, false if it does not in time; fails as the condition does.
   *
   * @param condition asked now, and after each change
   */
  public CompletableFuture<Boolean> until(BooleanSupplier condition, Duration patience) {
    CompletableFuture<Boolean> met = new CompletableFuture<>();
    Waiting entry = new Waiting(condition, met);
    waiting.add(entry);
    ask(entry);
    met.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS);
    met.whenComplete((answer, failure) -> waiting.remove(entry));
    return met;
  }

  /** Calls the listener after each change, until it is {@link #forget forgotten}. */
  public void listen(Runnable listener) {
    listeners.add(listener);
  }

  public void forget(Runnable listener) {
    listeners.remove(listener);
  }

  /** Runs a task on the thread that calls the listeners, so never at the same time as they. */
  public void execute(Runnable task) {
    if (!thread.isShutdown()) {
      thread.execute(task);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    waiting.forEach(entry -> entry.met().complete(false));
  }

  private void tell() {
    pending.set(false);
    waiting.forEach(Watch::ask);
    for (Runnable listener : listeners) {
      try {
        listener.run();
      } catch (RuntimeException broken) {
        LOG.error("A listener failed; the others are told", broken);
      }
    }
  }

  private static void ask(Waiting entry) {
    try {
      if (entry.condition().getAsBoolean()) {
        entry.met().complete(true);
      }
    } catch (RuntimeException failed) {
      entry.met().completeExceptionally(failed);
    }
  }
}
