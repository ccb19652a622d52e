package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.tokenmarket.topology.views.MarketViews;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;

/**
 * Reads that must not be older than a position of the log: they wait until the views have got
 * there, and are refused where that takes too long. So whoever has written reads what he wrote, on
 * any node.
 */
final class ReadPosition {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final MarketViews views;
  private final Lookup lookup;
  private final Executor executor;

  ReadPosition(MarketViews views) {
    this(views, ForkJoinPool.commonPool());
  }

  private ReadPosition(MarketViews views, Executor executor) {
    this.views = views;
    this.lookup = new Lookup(views);
    this.executor = executor;
  }

  /** The handler, called when the position that the request names is reached. */
  Handler before(Handler handler) {
    return context -> {
      Optional<Long> position = new Parameters(context).position();
      if (position.isEmpty()) {
        handler.handle(context);
      } else {
        await(context, position.get(), handler);
      }
    };
  }

  private void await(Context context, long position, Handler handler) {
    String market = new Parameters(context).marketOfPosition();
    lookup.market(market);
    BooleanSupplier reached = reached(context, market, position);
    context.future(
        () ->
            views
                .watch()
                .until(reached, PATIENCE)
                .thenAcceptAsync(
                    met -> {
                      if (!met) {
                        throw notReached(market, position);
                      }
                      handle(handler, context);
                    },
                    executor));
  }

  private BooleanSupplier reached(Context context, String market, long position) {
    String participant = context.pathParamMap().get("participant");
    return participant == null
        ? () -> views.hasRead(market, position)
        : () -> views.hasRead(market, position, participant);
  }

  private RefusedException notReached(String market, long position) {
    long read = views.books().position(market);
    return Refusal.POSITION_NOT_REACHED.at(
        read,
        "Position %d of the log of market \"%s\" was asked for; this node has read up to %d."
            .formatted(position, market, read));
  }

  private static void handle(Handler handler, Context context) {
    try {
      handler.handle(context);
    } catch (RuntimeException thrown) {
      throw thrown;
    } catch (Exception thrown) {
      throw new CompletionException(thrown);
    }
  }
}
