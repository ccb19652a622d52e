package io.tokenmarket.topology.cluster;

import io.tokenmarket.schemas.Causes;
import java.time.Duration;
import java.util.Optional;

/** What the brokers refused an application last, for as long as it may be refused again. */
public final class Refusals {
  /** Without a refusal for so long, the last one has passed. */
  private static final Duration CALM = Duration.ofSeconds(5);

  private volatile String last;
  private volatile long at;

  /**
   * Whether this failure passes, so that it is to be tried again; waits a moment before that.
   *
   * @param failure what a thread of the application ended by
   */
  public boolean passes(Throwable failure) {
    Optional<Throwable> passing = PassingFailure.in(failure);
    passing.ifPresent(this::note);
    return passing.isPresent() && PassingFailure.pause();
  }

  private void note(Throwable refusal) {
    last = "The brokers refuse: " + Causes.words(refusal);
    at = System.nanoTime();
  }

  /** What is refused now, empty where nothing is. */
  public Optional<String> trouble() {
    return last != null && System.nanoTime() - at < CALM.toNanos()
        ? Optional.of(last)
        : Optional.empty();
  }
}
