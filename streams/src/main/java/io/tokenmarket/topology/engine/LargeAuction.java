package io.tokenmarket.topology.engine;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.threads.OwnThreads;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * An auction over so many orders that it is held beside the engine's thread. That one serves the
 * other partitions meanwhile, and has no transaction open which could time out. Nobody else may
 * touch the market before the auction is held.
 */
final class LargeAuction {
  private final LogEntry gate;
  private final OwnedMarket market;
  private final CompletableFuture<Effects> effects = new CompletableFuture<>();
  private final long began = System.nanoTime();

  private LargeAuction(LogEntry gate, OwnedMarket market) {
    this.gate = gate;
    this.market = market;
  }

  static LargeAuction begin(LogEntry gate, OwnedMarket market) {
    LargeAuction auction = new LargeAuction(gate, market);
    OwnThreads.of("auction-" + market.state().market(), auction::hold).start();
    return auction;
  }

  /** What it throws is thrown on the engine's thread. */
  @SuppressWarnings("checkstyle:IllegalCatch")
  private void hold() {
    try {
      effects.complete(Effects.of(market.state(), gate));
    } catch (Throwable thrown) {
      effects.completeExceptionally(thrown);
    }
  }

  LogEntry gate() {
    return gate;
  }

  OwnedMarket market() {
    return market;
  }

  boolean isHeld() {
    return effects.isDone();
  }

  Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** What came of it; throws what the auction threw. */
  Effects effects() {
    try {
      return effects.join();
    } catch (CompletionException thrown) {
      if (thrown.getCause() instanceof Error error) {
        throw error;
      }
      throw thrown;
    }
  }
}
