package io.tokenmarket.rest;

import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.ExchangeConnection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * The way of commands from REST to the exchange and of its answers back: the connection that any
 * other participant's client has. It is opened with the first command.
 */
public final class Gateway implements AutoCloseable {
  private final Supplier<ExchangeConnection> opening;
  private final ExecutorService opener = Executors.newSingleThreadExecutor(Gateway::thread);
  private CompletableFuture<ExchangeConnection> connection;
  private boolean closed;

  private Gateway(Supplier<ExchangeConnection> opening) {
    this.opening = opening;
  }

  /**
   * @param settings {@code bootstrap.servers}, {@code schema.registry.url} and whatever else the
   *     clients take
   */
  public static Gateway to(Map<String, ?> settings) {
    return new Gateway(() -> ExchangeConnection.open(settings));
  }

  /**
   * Sends a command.
   *
   * @param signature its header as it came, or null
   * @return the exchange's committed answer; fails with an {@link
   *     io.tokenmarket.producers.client.ExchangeException} where there is none, and with an {@link
   *     IllegalArgumentException} where another command of this id still waits for its own
   */
  CompletableFuture<Answer> submit(SpecificRecord command, String signature) {
    return connection().thenCompose(open -> open.submit(command, signature)).copy();
  }

  /** One that could not be opened is tried again with the next command. */
  private synchronized CompletableFuture<ExchangeConnection> connection() {
    if (closed) {
      return CompletableFuture.failedFuture(new IllegalStateException("the gateway is closed"));
    }
    if (connection == null || connection.isCompletedExceptionally()) {
      connection = CompletableFuture.supplyAsync(opening, opener);
    }
    return connection;
  }

  @Override
  public synchronized void close() {
    closed = true;
    opener.shutdown();
    if (connection != null) {
      connection.thenAccept(ExchangeConnection::close).exceptionally(never -> null).join();
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "gateway");
    thread.setDaemon(true);
    return thread;
  }
}
