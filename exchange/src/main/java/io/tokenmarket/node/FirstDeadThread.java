package io.tokenmarket.node;

import io.tokenmarket.threads.DeadThreads;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Why a node ends: the first of its threads that died. */
final class FirstDeadThread implements AutoCloseable {
  private final AtomicReference<String> first = new AtomicReference<>();
  private final DeadThreads.Listening listening =
      DeadThreads.listen(sentence -> first.compareAndSet(null, sentence));

  /** Empty while nothing ended. */
  Optional<String> reason() {
    return Optional.ofNullable(first.get());
  }

  @Override
  public void close() {
    listening.close();
  }
}
