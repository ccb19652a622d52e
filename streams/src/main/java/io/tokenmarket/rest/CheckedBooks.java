package io.tokenmarket.rest;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.topology.views.MarketViews;
import io.tokenmarket.topology.views.RecomputedAuction;
import io.tokenmarket.topology.views.StandingOrders;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The books as far as they agree with what was published: the hash of a clearing covers the whole
 * history of its market, so one that is equal proves that these orders are those of the exchange.
 */
final class CheckedBooks {
  private final MarketViews views;
  private final Lookup lookup;

  CheckedBooks(MarketViews views) {
    this.views = views;
    this.lookup = new Lookup(views);
  }

  /** The orders open in a market now. */
  StandingOrders open(String market) {
    lookup.market(market);
    views
        .latestClearing(market)
        .ifPresent(
            latest -> requireSame(latest, views.replicas().hash(market, latest.getInterval())));
    return views.replicas().open(market).orElseThrow(() -> stillReading(market));
  }

  /** The auction of an interval with its orders. */
  RecomputedAuction auction(String market, long interval) {
    Clearing published = lookup.clearing(market, interval);
    Optional<RecomputedAuction> held = views.replicas().auction(market, interval);
    if (held.isEmpty()) {
      throw views.replicas().lastInterval(market) < interval
          ? stillReading(market)
          : notKept(market, interval);
    }
    requireSame(published, held.map(auction -> auction.clearing().getHash()));
    return held.get();
  }

  private static void requireSame(Clearing published, Optional<ByteBuffer> hash) {
    if (hash.isPresent() && !hash.get().equals(published.getHash())) {
      throw ProblemType.NOT_READY.because(
          "This node reads the log of market \"%s\" differently from the one that held the auction of interval %s; run the same release on both."
              .formatted(published.getMarket(), published.getInterval()));
    }
  }

  private static RefusedException stillReading(String market) {
    return ProblemType.NOT_READY.because(
        "The log of market \"" + market + "\" is still being read.");
  }

  private static RefusedException notKept(String market, long interval) {
    return ProblemType.BOOK_NOT_KEPT.because(
        "The orders of interval %s of market \"%s\" are not kept by this node any more; ./tokenmarket replay has them from the log."
            .formatted(interval, market));
  }
}
