package io.tokenmarket.rest;

import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.producers.client.ExchangeException;
import io.tokenmarket.threads.OwnThreads;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of commands from REST to the exchange and of its answers back: the connection that any
 * other participant's client has.
 */
public final class Gateway implements Commands, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final long RETRY_MILLIS = 1_000;
  private static final long CLOSE_SECONDS = 20;

  private final Supplier<ExchangeConnection> opening;
  private final ScheduledExecutorService opener = OwnThreads.scheduler("gateway");
  private CompletableFuture<ExchangeConnection> connection = new CompletableFuture<>();

  private Gateway(Supplier<ExchangeConnection> opening) {
    this.opening = opening;
  }

  /**
   * Connects, and tries again until it is connected; returns at once.
   *
   * @param settings {@code bootstrap.servers}, {@code schema.registry.url} and whatever else the
   *     clients take
   */
  public static Gateway to(Map<String, ?> settings) {
    Gateway gateway = new Gateway(() -> ExchangeConnection.open(settings));
    gateway.opener.execute(gateway::open);
    return gateway;
  }

  private void open() {
    try {
      opened(CompletableFuture.completedFuture(opening.get()));
    } catch (ExchangeException notNow) {
      opened(CompletableFuture.failedFuture(notNow));
      openLater();
    }
  }

  private void openLater() {
    try {
      opener.schedule(this::open, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      LOG.debug("The gateway is closed before it was connected");
    }
  }

  /** Those who wait for the first try are told what came of it. */
  private void opened(CompletableFuture<ExchangeConnection> now) {
    CompletableFuture<ExchangeConnection> before = replaced(now);
    now.whenComplete(
        (open, failure) -> {
          if (failure == null) {
            before.complete(open);
          } else {
            before.completeExceptionally(failure);
          }
        });
  }

  private synchronized CompletableFuture<ExchangeConnection> replaced(
      CompletableFuture<ExchangeConnection> now) {
    CompletableFuture<ExchangeConnection> before = connection;
    connection = now;
    return before;
  }

  @Override
  public CompletableFuture<Answer> submit(SpecificRecord command, String signature) {
    return connection().thenCompose(open -> open.submit(command, signature)).copy();
  }

  private synchronized CompletableFuture<ExchangeConnection> connection() {
    return connection;
  }

  /** Why no command reaches the exchange now, empty while they do. */
  public Optional<String> trouble() {
    return connection()
        .<Optional<String>>handle((open, failure) -> trouble(open, failure))
        .getNow(Optional.of("it is being connected"))
        .map(why -> "Commands are not sent: " + why + ".");
  }

  private static Optional<String> trouble(ExchangeConnection open, Throwable failure) {
    return failure == null ? open.trouble() : Optional.of(failure.getMessage());
  }

  /** Waits for a try to connect that is under way. */
  @Override
  public void close() {
    opener.shutdownNow();
    try {
      if (!opener.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The gateway was not closed within {} s", CLOSE_SECONDS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    replaced(CompletableFuture.failedFuture(new IllegalStateException("the gateway is closed")))
        .thenAccept(ExchangeConnection::close)
        .exceptionally(never -> null);
  }
}
