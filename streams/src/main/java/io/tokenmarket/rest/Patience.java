package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.tokenmarket.topology.views.Watch;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Asks again, for a while, what cannot be answered yet: whenever the views have moved on. No thread
 * waits meanwhile.
 */
final class Patience {
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final Watch watch;

  Patience(Watch watch) {
    this.watch = watch;
  }

  Handler with(Handler handler) {
    return context -> {
      long seen = watch.changes();
      try {
        handler.handle(context);
      } catch (RefusedException refused) {
        if (!refused.refusal().mayPass()) {
          throw refused;
        }
        long deadline = System.nanoTime() + LONGEST.toNanos();
        context.future(() -> again(handler, context, seen, deadline));
      }
    };
  }

  private CompletableFuture<Void> again(
      Handler handler, Context context, long seen, long deadline) {
    Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    return watch
        .until(() -> watch.changes() > seen, left)
        .thenComposeAsync(
            moved -> {
              long now = watch.changes();
              try {
                handler.handle(context);
                return CompletableFuture.completedFuture(null);
              } catch (RefusedException refused) {
                return refused.refusal().mayPass() && System.nanoTime() < deadline
                    ? again(handler, context, now, deadline)
                    : CompletableFuture.failedFuture(refused);
              } catch (Exception failed) {
                return CompletableFuture.failedFuture(new CompletionException(failed));
              }
            });
  }
}
