package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.tokenmarket.schemas.Causes;
import io.tokenmarket.topology.views.Watch;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

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
        context.future(() -> again(asked -> now(handler, asked), context, seen, deadline));
      }
    };
  }

  /** The same of a question that others are asked first. */
  Handler later(Function<Context, CompletableFuture<Void>> question) {
    return context -> {
      long deadline = System.nanoTime() + LONGEST.toNanos();
      context.future(() -> attempt(question, context, deadline));
    };
  }

  /** What a handler does at once. */
  CompletableFuture<Void> now(Handler handler, Context context) {
    try {
      handler.handle(context);
      return CompletableFuture.completedFuture(null);
    } catch (Exception failed) {
      return CompletableFuture.failedFuture(failed);
    }
  }

  private CompletableFuture<Void> again(
      Function<Context, CompletableFuture<Void>> question,
      Context context,
      long seen,
      long deadline) {
    Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    return watch
        .until(() -> watch.changes() > seen, left)
        .thenComposeAsync(moved -> attempt(question, context, deadline));
  }

  private CompletableFuture<Void> attempt(
      Function<Context, CompletableFuture<Void>> question, Context context, long deadline) {
    long seen = watch.changes();
    return CompletableFuture.completedFuture(context)
        .thenCompose(question)
        .handle(
            (done, failure) -> {
              Throwable cause = Causes.ofStage(failure);
              boolean mayPass =
                  cause instanceof RefusedException refused && refused.refusal().mayPass();
              if (mayPass && System.nanoTime() < deadline) {
                return again(question, context, seen, deadline);
              }
              return cause == null
                  ? CompletableFuture.<Void>completedFuture(null)
                  : CompletableFuture.<Void>failedFuture(cause);
            })
        .thenCompose(next -> next);
  }
}
