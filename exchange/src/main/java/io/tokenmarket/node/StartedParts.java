package io.tokenmarket.node;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been started so far, to be stopped in the opposite order. */
public final class StartedParts implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /** Adds what has been started, and returns it. */
  public <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** Stops every part, also where one of them fails to stop. */
  @Override
  public void close() {
    RuntimeException failure = null;
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        failure = new IllegalStateException("cannot stop " + part.getClass().getSimpleName(), e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
