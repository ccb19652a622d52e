package io.tokenmarket.topology.engine;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.threads.OwnThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.avro.specific.SpecificRecord;

/**
 * An auction over so many orders that it is held beside the engine's thread. That one serves the
 * other partitions meanwhile, and has no transaction open which could time out. Nobody else may
 * touch the market before the auction is held.
 */
final class LargeAuction {
  private final LogEntry gate;
  private final OwnedMarket market;
  private final CompletableFuture<List<SpecificRecord>> events = new CompletableFuture<>();
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
      events.complete(Market.handle(market.state(), gate));
    } catch (Throwable thrown) {
      events.completeExceptionally(thrown);
    }
  }

  LogEntry gate() {
    return gate;
  }

  OwnedMarket market() {
    return market;
  }

  boolean isHeld() {
    return events.isDone();
  }

  Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Its events; throws what the auction threw. */
  List<SpecificRecord> events() {
    try {
      return events.join();
    } catch (CompletionException thrown) {
      if (thrown.getCause() instanceof Error error) {
        throw error;
      }
      throw thrown;
    }
  }
}
