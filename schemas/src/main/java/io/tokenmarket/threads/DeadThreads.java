package io.tokenmarket.threads;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that hears of threads of ours which ended though nobody asked them to: by an error,
 * or by an exception that nobody expected. What they did is done by nobody from then on, so whoever
 * listens ends as well.
 */
public final class DeadThreads {
  private static final Logger LOG = LoggerFactory.getLogger(DeadThreads.class);
  private static final Set<Consumer<String>> LISTENERS = new CopyOnWriteArraySet<>();

  private DeadThreads() {}

  /** Ends listening. */
  public interface Listening extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * From now on tells the listener, in a sentence, of each thread that ends.
   *
   * @param listener called by the thread that ends; must not throw
   */
  public static Listening listen(Consumer<String> listener) {
    LISTENERS.add(listener);
    return () -> LISTENERS.remove(listener);
  }

  /** A thread has ended by this. */
  public static void died(String thread, Throwable cause) {
    String sentence = "Thread %s ended by %s; nothing goes on without it.".formatted(thread, cause);
    // First of all: of an error of memory, the log may make another.
    LISTENERS.forEach(listener -> listener.accept(sentence));
    LOG.error("Thread {} ended", thread, cause);
  }
}
